import { thinLine } from '#lib/core/chart/time/thin-line'

export interface SparklineBox {
  width: number
  height: number
}

/**
 * SVG path of a small line over the whole box, oldest value left, relative moves with at most one decimal;
 * `null` starts a new stroke. Empty when fewer than two values are known.
 */
export function sparklinePath(values: readonly (number | null)[], box: SparklineBox): string {
  const points = thinLine(values)
  const known = points.filter((value) => value !== null)
  if (known.length < 2) return ''
  const low = Math.min(...known)
  const spread = Math.max(...known) - low
  let path = ''
  let pen: { x: number; y: number } | null = null
  points.forEach((value, index) => {
    if (value === null) {
      pen = null
      return
    }
    const x = round((index / (points.length - 1)) * box.width)
    const y = round(spread === 0 ? box.height / 2 : (1 - (value - low) / spread) * box.height)
    path += pen === null ? `M${x} ${y}` : `l${round(x - pen.x)} ${round(y - pen.y)}`
    pen = { x, y }
  })
  return path.replaceAll(' -', '-')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
