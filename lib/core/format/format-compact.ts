import { currencyPrefix } from '#lib/core/format/currency-prefix'
import { placePoint, roundToSignificant, roundToUnits } from '#lib/core/format/decimal-digits'
import { type FormattedNumber, UNKNOWN } from '#lib/core/format/formatted-number'
import { groupThousands } from '#lib/core/format/group-thousands'
import { toPlainDecimal } from '#lib/core/format/plain-decimal'
import { MINUS } from '#lib/core/format/typography'

const SUFFIXES = ['', 'K', 'M', 'B', 'T'] as const
const TRILLION_EXPONENT = 12

function compactMagnitude(magnitude: number): string {
  const { digits, exponent } = roundToSignificant(magnitude, 3)
  if (exponent >= TRILLION_EXPONENT + 3) {
    return `${groupThousands(roundToUnits(magnitude, -TRILLION_EXPONENT).toString())}T`
  }
  const step = Math.max(0, Math.floor(exponent / 3))
  return `${placePoint({ digits, exponent: exponent - 3 * step })}${SUFFIXES[step]}`
}

/**
 * An amount in three significant digits with K M B T, every digit in `full`. The rounded amount decides the
 * suffix (999 950 is 1.00M); from a thousand trillions on whole trillions are printed, grouped.
 * `currency` null: a bare count, such as a supply.
 */
export function formatCompact(value: number | null, currency: string | null): FormattedNumber {
  if (value === null || !Number.isFinite(value)) return UNKNOWN
  const magnitude = Math.abs(value)
  const prefix = `${value < 0 ? MINUS : ''}${currency === null ? '' : currencyPrefix(currency)}`
  const full = `${prefix}${groupThousands(toPlainDecimal(magnitude))}`
  return { text: magnitude === 0 ? full : `${prefix}${compactMagnitude(magnitude)}`, full }
}
