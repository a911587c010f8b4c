import { type FormattedNumber, UNKNOWN } from '#lib/core/format/formatted-number'
import { groupThousands } from '#lib/core/format/group-thousands'
import { MINUS } from '#lib/core/format/typography'

/** A count of things or days: '1 204'. */
export function formatCount(value: number | null): FormattedNumber {
  if (value === null || !Number.isFinite(value)) return UNKNOWN
  const text = `${value < 0 ? MINUS : ''}${groupThousands(String(Math.abs(Math.round(value))))}`
  return { text, full: text }
}
