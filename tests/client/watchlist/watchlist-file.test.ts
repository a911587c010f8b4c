import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseWatchlist, printWatchlist } from '#lib/client/watchlist/watchlist-file'
import { isCoinId } from '#lib/core/market/coin-id'

describe('watchlist file', () => {
  it('reads back what it writes, in order', () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,30}$/))
    fc.assert(
      fc.property(ids, (list) => {
        expect(parseWatchlist(printWatchlist(list, '2026-11-22T12:00:00Z')).ids).toEqual(list)
      }),
    )
  })

  it('names its form and when it was made', () => {
    expect(JSON.parse(printWatchlist(['golem'], '2026-11-22T12:00:00Z'))).toEqual({
      format: 'strata-watchlist',
      version: 1,
      ids: ['golem'],
      exportedAt: '2026-11-22T12:00:00Z',
    })
  })

  it('drops a second mention of an id', () => {
    expect(parseWatchlist('{"format":"strata-watchlist","version":1,"ids":["a","b","a"]}').ids).toEqual([
      'a',
      'b',
    ])
  })

  it.each([
    ['', 'it is not JSON'],
    ['{"format"', 'it is not JSON'],
    ['[]', 'it is not a JSON object with format, version and ids'],
    ['null', 'it is not a JSON object with format, version and ids'],
    ['{"ids":[]}', 'its format is missing, not "strata-watchlist"'],
    ['{"format":"portfolio","version":1,"ids":[]}', 'its format is "portfolio", not "strata-watchlist"'],
    ['{"format":"strata-watchlist","version":2,"ids":[]}', 'its version is 2, this Strata reads 1'],
    ['{"format":"strata-watchlist","version":1}', 'it has no list of ids'],
    ['{"format":"strata-watchlist","version":1,"ids":["golem",7]}', 'id 2 is 7, not a CoinGecko id'],
    ['{"format":"strata-watchlist","version":1,"ids":["A b"]}', 'id 1 is "A b", not a CoinGecko id'],
  ])('says what is wrong with %s', (text, problem) => {
    expect(parseWatchlist(text)).toEqual({ ids: null, problem })
  })

  it('refuses a list without end', () => {
    const ids = Array.from({ length: 1_001 }, (_, at) => `id-${at}`)
    expect(parseWatchlist(printWatchlist(ids)).problem).toBe('it has 1001 ids, more than 1000')
  })

  it('answers any text at all with ids or a clause, and never with what is not an id', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { ids, problem } = parseWatchlist(text)
        expect((ids === null) !== (problem === null)).toBe(true)
        expect((ids ?? []).every(isCoinId)).toBe(true)
      }),
    )
  })
})
