/** Something that can be named wrongly. */
export interface NamedThing {
  /** The word that belongs in the address. */
  id: string
  name: string
  symbol: string | null
  aliases: readonly string[]
}

const MOST_NAMES = 5
/** What is typed beyond this is no name. */
const LONGEST_WORD = 64
/** A beginning shorter than this fits too much. */
const SHORTEST_PREFIX = 3
/** Ranks of a match: the same word, a beginning, a part; then misspellings by their share of wrong letters. */
const EXACT = 0
const PREFIX = 0.1
const PART = 0.2
/** Letters per letter that may be wrong: one in three. */
const LETTERS_PER_MISTAKE = 3

/**
 * The names nearest to a wrong word, best first, at most five; empty when nothing is near.
 * Purpose: a 404 that helps. Id, name, symbol and aliases count, letters and digits only: `Akash_Netwrok` finds
 * `akash-network`.
 * Rule: the same letters; one is the beginning of the other (three letters or more) or holds it (four or more), where a
 * known name inside the word must be half of it; or their edit distance, a swap of neighbours counted once, is at most a third of the longer. Ties go to the shorter name,
 * then by id. Cost: O(names × letters²).
 */
export function nearestNames<Thing extends NamedThing>(word: string, things: readonly Thing[]): Thing[] {
  const wanted = fold(word.slice(0, LONGEST_WORD))
  if (wanted === '') return []
  return things
    .flatMap((thing) => {
      const distance = distanceTo(thing, wanted)
      return distance === null ? [] : [{ thing, distance }]
    })
    .sort((a, b) => a.distance - b.distance || byName(a.thing, b.thing))
    .slice(0, MOST_NAMES)
    .map(({ thing }) => thing)
}

function byName(a: NamedThing, b: NamedThing): number {
  return a.name.length - b.name.length || (a.id < b.id ? -1 : 1)
}

/** Case, accents, spaces and signs do not make another name. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

function distanceTo({ id, name, symbol, aliases }: NamedThing, wanted: string): number | null {
  const distances = [id, name, symbol ?? '', ...aliases]
    .map(fold)
    .filter((known) => known !== '')
    .map((known) => wordDistance(wanted, known))
    .filter((distance) => distance !== null)
  return distances.length === 0 ? null : Math.min(...distances)
}

function wordDistance(wanted: string, known: string): number | null {
  if (wanted === known) return EXACT
  const [short, long] = wanted.length < known.length ? [wanted, known] : [known, wanted]
  // A long word that happens to begin with a short symbol does not mean it.
  const isTelling = short === wanted || 2 * short.length >= long.length
  if (isTelling && short.length >= SHORTEST_PREFIX && long.startsWith(short)) return PREFIX
  if (isTelling && short.length > SHORTEST_PREFIX && long.includes(short)) return PART
  const most = Math.floor(long.length / LETTERS_PER_MISTAKE)
  if (long.length - short.length > most) return null
  const edits = editDistance(wanted, known)
  return edits > most ? null : PART + edits / long.length
}

/** Optimal string alignment: insert, delete, replace, or swap two neighbours. */
function editDistance(a: string, b: string): number {
  let twoBack: number[] = []
  let before = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1]
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      const ways = [
        (before[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (before[column - 1] as number) + (isSame ? 0 : 1),
        ...(isSwap ? [(twoBack[column - 2] as number) + 1] : []),
      ]
      current.push(Math.min(...ways))
    }
    twoBack = before
    before = current
  }
  return before[b.length] as number
}
