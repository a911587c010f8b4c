import { describe, expect, it } from 'vitest'
import { reportImport } from '#lib/client/watchlist/report-import'

describe('report of an import', () => {
  it('counts what was added and what was there', () => {
    expect(reportImport({ ids: ['a', 'b', 'c'], before: ['b'], known: ['a', 'b', 'c'] }).text).toBe(
      '2 tokens added, 1 already there.',
    )
  })

  it('names ids this mapping does not have', () => {
    expect(reportImport({ ids: ['a', 'x'], before: [], known: ['a'] }).text).toBe(
      '2 tokens added. Kept, though not part of this mapping: x.',
    )
  })

  it('names nobody where the mapping is not known now', () => {
    expect(reportImport({ ids: ['x'], before: [], known: null }).text).toBe('1 token added.')
  })
})
