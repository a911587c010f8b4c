import { valueScale } from '#lib/core/chart/value-scale'
import type { ConeRow } from '#lib/core/contract/volatility'

/** Room around the picture, px. */
export const CONE_SHAPE = { left: 40, top: 10, bottom: 40 } as const
const WIDEST_BOX = 18
const NARROWEST_LABELLED = 64

export interface ConeColumn {
  row: ConeRow
  x: number
  /** Half the width of the box. */
  half: number
  y: { min: number; p25: number; p50: number; p75: number; max: number; current: number | null }
}

export interface ConeShape {
  /** Whether a value fits beside its box. */
  hasRoom: boolean
  columns: ConeColumn[]
  ticks: { value: number; y: number }[]
}

/** Where the boxes of a volatility cone stand in a picture; horizons without values are left out, `null` without any. */
export function coneShape(
  cone: readonly ConeRow[],
  { width, height }: { width: number; height: number },
): ConeShape | null {
  const known = cone.filter(({ p50 }) => p50 !== null)
  const axis = valueScale(
    known.flatMap(({ min, max, current }) => [min, max, current]),
    { kind: 'linear', include: 0 },
  )
  if (axis === null) return null
  const bottom = height - CONE_SHAPE.bottom
  const yOf = (value: number) =>
    bottom - ((value - axis.low) / (axis.high - axis.low)) * (bottom - CONE_SHAPE.top)
  const slot = (width - CONE_SHAPE.left) / Math.max(1, known.length)
  const columns = known.map((row, at): ConeColumn => {
    const heightOf = (value: number | null) => yOf(value ?? axis.low)
    return {
      row,
      x: CONE_SHAPE.left + slot * (at + 0.35),
      half: Math.min(WIDEST_BOX, slot / 6),
      y: {
        min: heightOf(row.min),
        p25: heightOf(row.p25),
        p50: heightOf(row.p50),
        p75: heightOf(row.p75),
        max: heightOf(row.max),
        current: row.current === null ? null : yOf(row.current),
      },
    }
  })
  return {
    hasRoom: slot > NARROWEST_LABELLED,
    columns,
    ticks: axis.ticks.map((value) => ({ value, y: yOf(value) })),
  }
}
