/**
 * A formula as a small tree: drawn as MathML on a screen, read out as words by `formulaText`.
 * A string is one symbol, number, operator or word; an array is a row of parts.
 */
export type Formula =
  | string
  | readonly Formula[]
  | { frac: readonly [numerator: Formula, denominator: Formula] }
  | { sqrt: Formula }
  | { sub: readonly [base: Formula, index: Formula] }
  | { sup: readonly [base: Formula, exponent: Formula] }
  | { sum: { over: Formula; of: Formula } }
  | { mean: Formula }
  | { fenced: Formula; by?: 'parentheses' | 'bars' }

export const frac = (numerator: Formula, denominator: Formula): Formula => ({
  frac: [numerator, denominator],
})
export const sqrt = (of: Formula): Formula => ({ sqrt: of })
export const sub = (base: Formula, index: Formula): Formula => ({ sub: [base, index] })
export const sup = (base: Formula, exponent: Formula): Formula => ({ sup: [base, exponent] })
export const sum = (over: Formula, of: Formula): Formula => ({ sum: { over, of } })
export const mean = (of: Formula): Formula => ({ mean: of })
export const fenced = (of: Formula): Formula => ({ fenced: of })
export const bars = (of: Formula): Formula => ({ fenced: of, by: 'bars' })

/** Operators of the registry's formulas and how they are read out. */
const SPOKEN: Readonly<Record<string, string>> = {
  '=': 'equals',
  '+': 'plus',
  '−': 'minus',
  '±': 'plus or minus',
  '×': 'times',
  '/': 'over',
  '<': 'is less than',
  '>': 'is greater than',
  '≤': 'is at most',
  '≥': 'is at least',
  '∈': 'in',
  ',': ',',
  ';': ';',
}

/** Whether a symbol is read out as a word of its own and drawn with room around it. */
export function isOperator(symbol: string): boolean {
  return symbol in SPOKEN
}

/** A linear reading in words, for those who hear the page. Example: a / (b + 1) → "a over (b plus 1)". */
export function formulaText(formula: Formula): string {
  return spoken(formula).replaceAll(' ,', ',').replaceAll(' ;', ';')
}

function spoken(formula: Formula): string {
  if (typeof formula === 'string') return SPOKEN[formula] ?? formula
  if (isRow(formula)) return formula.map((part, at) => besideOthers(part, formula, at)).join(' ')
  if ('frac' in formula) return `${grouped(formula.frac[0])} over ${grouped(formula.frac[1])}`
  if ('sqrt' in formula) return `the square root of ${grouped(formula.sqrt)}`
  if ('sub' in formula) return `${spoken(formula.sub[0])} sub ${grouped(formula.sub[1])}`
  if ('sup' in formula) return `${spoken(formula.sup[0])} ${power(formula.sup[1])}`
  if ('sum' in formula) return `the sum over ${spoken(formula.sum.over)} of ${grouped(formula.sum.of)}`
  if ('mean' in formula) return `mean ${grouped(formula.mean)}`
  return formula.by === 'bars' ? `the size of ${grouped(formula.fenced)}` : `(${spoken(formula.fenced)})`
}

/** Next to a factor a fraction, sum or root would swallow it; next to an operator or alone it cannot. */
function besideOthers(part: Formula, row: readonly Formula[], at: number): string {
  const isFree = [row[at - 1], row[at + 1]].every((one) => one === undefined || isSymbol(one, isOperator))
  return isFree || isRow(part) ? spoken(part) : grouped(part)
}

function isSymbol(formula: Formula, accepts: (symbol: string) => boolean): boolean {
  return typeof formula === 'string' && accepts(formula)
}

function power(exponent: Formula): string {
  if (exponent === 'T') return 'transposed'
  return exponent === '2' ? 'squared' : `to the power of ${grouped(exponent)}`
}

/** In parentheses where several parts would otherwise run into the next words. */
function grouped(formula: Formula): string {
  return isSeveral(formula) ? `(${spoken(formula)})` : spoken(formula)
}

function isSeveral(formula: Formula): boolean {
  if (typeof formula === 'string') return false
  if (isRow(formula)) return formula.length > 1 || formula.some(isSeveral)
  return 'frac' in formula || 'sum' in formula || 'sqrt' in formula
}

/** The equations of a formula that is several of them, each a row, with separators between; else the formula itself. */
export function equations(formula: Formula): readonly Formula[] {
  if (!isRow(formula)) return [formula]
  const parts = formula.filter((_, at) => at % 2 === 0)
  return parts.length > 1 && parts.every(isRow) ? parts : [formula]
}

/** Tells a row of parts from a single one; `Array.isArray` does not narrow a readonly array. */
export function isRow(formula: Formula): formula is readonly Formula[] {
  return Array.isArray(formula)
}
