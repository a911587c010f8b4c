import { largestTriangle } from '#lib/core/chart/time/largest-triangle'

type Line = readonly (number | null)[]

/**
 * Steps of a chart worth drawing on `limit` pixels, ascending: those where at least one line needs its point. Each
 * line's unbroken stretches are thinned by themselves and one unknown step is kept between two of them, so that a gap
 * stays a gap. All steps when they fit.
 */
export function drawnSteps(times: readonly number[], lines: readonly Line[], limit: number): number[] {
  const all = times.map((_, at) => at)
  if (times.length <= limit) return all
  const kept = new Set([0, times.length - 1])
  for (const line of lines) for (const at of lineSteps(times, line, limit)) kept.add(at)
  return all.filter((at) => kept.has(at))
}

function lineSteps(times: readonly number[], line: Line, limit: number): number[] {
  const stretches = knownStretches(line)
  const known = stretches.reduce((sum, { from, to }) => sum + to - from, 0)
  return stretches.flatMap(({ from, to }) => {
    const points = times
      .slice(from, to)
      .map((time, at) => ({ x: time - (times[from] as number), y: line[from + at] as number }))
    const share = Math.max(3, Math.floor((limit * points.length) / known))
    const steps = largestTriangle(points, share).map((at) => from + at)
    return to < line.length ? [...steps, to] : steps
  })
}

/** `[from, to)` of every unbroken stretch of known values. */
function knownStretches(line: Line): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = []
  let from = -1
  line.forEach((value, at) => {
    if (value !== null && from < 0) from = at
    if (value === null && from >= 0) {
      stretches.push({ from, to: at })
      from = -1
    }
  })
  if (from >= 0) stretches.push({ from, to: line.length })
  return stretches
}
