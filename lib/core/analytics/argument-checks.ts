/** A wrong argument is a fault of the caller: it throws and names the formula, the argument and the value. */
export function requireWhole(formula: string, argument: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new RangeError(
      `${formula} requires ${argument} to be a whole number of at least ${least}, got ${value}`,
    )
}

/** @throws RangeError unless `value` is finite and above 0 */
export function requirePositive(formula: string, argument: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0))
    throw new RangeError(`${formula} requires ${argument} to be above 0, got ${value}`)
}

/** @throws RangeError unless `value` is a finite number */
export function requireFinite(formula: string, argument: string, value: number): void {
  if (!Number.isFinite(value))
    throw new RangeError(`${formula} requires ${argument} to be a finite number, got ${value}`)
}

/** @throws RangeError unless 0 < `value` < 1 */
export function requireInsideUnit(formula: string, argument: string, value: number): void {
  if (!(value > 0 && value < 1))
    throw new RangeError(`${formula} requires ${argument} to be between 0 and 1, got ${value}`)
}

/** Inputs that belong together slot by slot. @throws RangeError unless all are equally long */
export function requireEqualLengths(
  formula: string,
  inputs: Readonly<Record<string, readonly unknown[]>>,
): void {
  const inputLengths = Object.entries(inputs).map(([name, values]) => ({ name, length: values.length }))
  if (inputLengths.every(({ length }) => length === inputLengths[0]?.length)) return
  const listed = inputLengths.map(({ name, length }) => `${name} ${length}`).join(', ')
  throw new RangeError(`${formula} requires arrays of equal length, got ${listed}`)
}
