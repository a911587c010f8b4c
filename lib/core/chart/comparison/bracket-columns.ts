/** First and last row of a bracket, both included. */
export interface BracketRows {
  first: number
  last: number
}

/** A bracket with its column, 0 nearest to the rows. */
export interface PlacedBracket extends BracketRows {
  column: number
}

/** Puts each bracket into the nearest column in which no other of its rows stands. Order is kept. */
export function bracketColumns(brackets: readonly BracketRows[]): PlacedBracket[] {
  const placed: PlacedBracket[] = []
  for (const bracket of brackets) {
    const taken = placed.filter(({ first, last }) => first <= bracket.last && bracket.first <= last)
    let column = 0
    while (taken.some((other) => other.column === column)) column += 1
    placed.push({ ...bracket, column })
  }
  return placed
}
