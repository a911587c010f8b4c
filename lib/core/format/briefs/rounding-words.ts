import { roundToUnits } from '#lib/core/format/decimal-digits'
import { formatPoints } from '#lib/core/format/format-percent'
import { percentNumber } from '#lib/core/format/percent-number'

const DECIMALS = 2

/**
 * Where the printed parts do not add up to the printed whole, one sentence that says so; `null` where they do.
 * The parts themselves do: only their digits are cut.
 */
export function roundingWords(parts: readonly number[], whole: number): string | null {
  const printed = parts.reduce((sum, part) => sum + printedUnits(part), 0)
  if (printed === printedUnits(whole)) return null
  return `As printed the parts add up to ${formatPoints(printed / 10 ** (DECIMALS + 2)).text}; unrounded they are the return exactly.`
}

/** In the last printed digit, with its sign. */
function printedUnits(fraction: number): number {
  const percent = percentNumber(fraction)
  if (percent === null) return 0
  return Math.sign(percent) * Number(roundToUnits(percent, DECIMALS))
}
