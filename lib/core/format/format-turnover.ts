import { formatPercent } from '#lib/core/format/format-percent'
import type { FormattedNumber } from '#lib/core/format/formatted-number'

/** A part of a size that may be small and still matters: unsigned, two decimals, '0.05 %'. */
export function formatTurnover(fraction: number | null): FormattedNumber {
  const { text, full } = formatPercent(fraction)
  return { text: text.replace(/^\+/, ''), full: full.replace(/^\+/, '') }
}
