import { splitNumber } from '#lib/client/words/split-number'

/** A formatted number without its unit, which stands in the head. */
export function withoutUnit(text: string): string {
  const { whole, fraction } = splitNumber(text)
  return whole + fraction
}
