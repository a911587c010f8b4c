import { splitNumber } from '#lib/client/words/split-number'
import { formatPercent } from '#lib/core/format/format-percent'

/** A return without its unit, which is in the head; missing decimals keep their room, so points line up. */
export function ReturnDigits({ value }: { value: number | null }) {
  const { text } = formatPercent(value)
  if (value === null) return text
  const { whole, fraction } = splitNumber(text)
  return fraction === '' ? <span className="no-decimals">{whole}</span> : `${whole}${fraction}`
}
