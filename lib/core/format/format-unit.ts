import { formatCompact } from '#lib/core/format/format-compact'
import { formatCount } from '#lib/core/format/format-count'
import { formatIndexLevel } from '#lib/core/format/format-index'
import { formatPercent, formatPoints, formatShare } from '#lib/core/format/format-percent'
import { formatPrice } from '#lib/core/format/format-price'
import { formatRatio } from '#lib/core/format/format-ratio'
import { formatVolatility } from '#lib/core/format/format-volatility'
import type { FormattedNumber } from '#lib/core/format/formatted-number'
import { percentNumber } from '#lib/core/format/percent-number'

/** What a column or an axis of a chart is measured in; `price` and `size` in US dollars unless said otherwise. */
export type Unit =
  | 'level'
  | 'percent'
  | 'volatility'
  | 'points'
  | 'share'
  | 'price'
  | 'size'
  | 'ratio'
  | 'count'

/** Units whose fractions are written in percent or percentage points. */
const IN_PERCENT: ReadonlySet<Unit> = new Set(['percent', 'volatility', 'points', 'share'])

/** A value as its unit is shown everywhere. */
export function formatUnit(value: number | null, unit: Unit, currency = 'usd'): FormattedNumber {
  switch (unit) {
    case 'price':
      return formatPrice(value, currency)
    case 'size':
      return formatCompact(value, currency)
    default:
      return FORMATS[unit](value)
  }
}

const FORMATS: Readonly<Record<Exclude<Unit, 'price' | 'size'>, (value: number | null) => FormattedNumber>> =
  {
    level: formatIndexLevel,
    percent: formatPercent,
    volatility: formatVolatility,
    points: formatPoints,
    share: formatShare,
    ratio: formatRatio,
    count: formatCount,
  }

/** The number a CSV holds: fractions of percent units times 100, everything else as it is. */
export function exportedNumber(value: number | null, unit: Unit): number | null {
  return IN_PERCENT.has(unit) ? percentNumber(value) : value
}
