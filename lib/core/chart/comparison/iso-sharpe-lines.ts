import type { ValueScale } from '#lib/core/chart/value-scale'

/** Slopes that are drawn, annualised. */
const RATIOS = [-8, -4, -2, -1, -0.5, 0, 0.5, 1, 2, 4, 8] as const
const MAX_LINES = 7

/** A line of equal Sharpe ratio inside the axes, in the units of both. */
export interface IsoSharpeLine {
  ratio: number
  from: { deviation: number; meanReturn: number }
  to: { deviation: number; meanReturn: number }
}

/**
 * Lines on which mean return / deviation is one number, from the origin to where they leave the axes. `x` begins at 0.
 * At most seven, the flattest that are inside.
 */
export function isoSharpeLines(x: ValueScale, y: ValueScale): IsoSharpeLine[] {
  const lines = RATIOS.flatMap((ratio) => {
    const line = insideLine(ratio, x, y)
    return line === null ? [] : [line]
  })
  const flattest = lines.toSorted((a, b) => Math.abs(a.ratio) - Math.abs(b.ratio)).slice(0, MAX_LINES)
  return flattest.toSorted((a, b) => a.ratio - b.ratio)
}

function insideLine(ratio: number, x: ValueScale, y: ValueScale): IsoSharpeLine | null {
  const bounds = ratio === 0 ? [x.low, x.high] : [y.low / ratio, y.high / ratio].toSorted((a, b) => a - b)
  if (ratio === 0 && (y.low > 0 || y.high < 0)) return null
  const start = Math.max(x.low, bounds[0] ?? x.low)
  const end = Math.min(x.high, bounds[1] ?? x.high)
  // A stub in the corner says nothing.
  if (end - start < (x.high - x.low) / 4) return null
  const at = (deviation: number) => ({ deviation, meanReturn: ratio * deviation })
  return { ratio, from: at(start), to: at(end) }
}
