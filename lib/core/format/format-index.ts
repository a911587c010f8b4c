import { roundToDecimals } from '#lib/core/format/decimal-digits'
import { type FormattedNumber, UNKNOWN } from '#lib/core/format/formatted-number'
import { groupThousands } from '#lib/core/format/group-thousands'
import { toPlainDecimal } from '#lib/core/format/plain-decimal'
import { MINUS } from '#lib/core/format/typography'

/** The level of an index or a rebased line (100 = start), two decimals. */
export function formatIndexLevel(value: number | null): FormattedNumber {
  if (value === null || !Number.isFinite(value)) return UNKNOWN
  const sign = value < 0 ? MINUS : ''
  return {
    text: `${sign}${groupThousands(roundToDecimals(value, 2))}`,
    full: `${sign}${groupThousands(toPlainDecimal(Math.abs(value)))}`,
  }
}
