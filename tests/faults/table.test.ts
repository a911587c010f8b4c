import { describe, expect, it } from 'vitest'
import { missingReferences } from './references.ts'
import { isPlayed, isShared, isUnproven } from './row.ts'
import { ROWS } from './rows/all-rows.ts'

/** Rows of the catalogue by letter; those of several instances (I) are not of this suite. */
const COUNTS = { U: 24, P: 29, T: 7, S: 13, C: 14, A: 21, K: 6 }

describe('the table of faults', () => {
  it('has every row of the catalogue once', () => {
    const expected = Object.entries(COUNTS).flatMap(([letter, count]) =>
      Array.from({ length: count }, (_, at) => `${letter}${at + 1}`),
    )
    expect(ROWS.map(({ id }) => id).toSorted()).toEqual(expected.toSorted())
  })

  it('proves each row: here, by a test that exists, or says why not', () => {
    const idle = ROWS.filter(
      (row) => !isShared(row) && !isPlayed(row) && !isUnproven(row) && !row.by?.length,
    ).map(({ id }) => id)
    expect(idle).toEqual([])
  })

  it('names no test that is not there', () => {
    expect(ROWS.flatMap((row) => missingReferences(row).map((missing) => `${row.id}: ${missing}`))).toEqual(
      [],
    )
  })
})
