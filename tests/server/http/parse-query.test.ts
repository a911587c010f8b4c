import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NoQuery, SeriesQuery, SnapshotCsvQuery, SnapshotQuery } from '#lib/core/contract/queries'
import { isAppError } from '#lib/server/errors'
import { parseQuery } from '#lib/server/http/parse-query'

const failure = (url: string) => {
  try {
    parseQuery(url, SnapshotQuery)
  } catch (error) {
    if (isAppError(error)) return { code: error.code, field: error.field, message: error.message }
    throw error
  }
  throw new Error('was accepted')
}

describe('parseQuery', () => {
  it('fills in the defaults of the contract', () => {
    expect(parseQuery('/api/snapshot', SnapshotQuery)).toEqual({ weighting: 'capped', scope: 'core' })
    expect(parseQuery('/api/series', SeriesQuery)).toEqual({
      range: '24h',
      weighting: 'capped',
      scope: 'core',
    })
    expect(parseQuery('/api/snapshot.csv?bom=1&layer=middleware', SnapshotCsvQuery)).toMatchObject({
      bom: '1',
      delimiter: 'comma',
      decimal: 'dot',
      layer: 'middleware',
    })
  })

  it('names an unknown parameter and the known ones', () => {
    expect(failure('/api/snapshot?wieghting=cap')).toEqual({
      code: 'bad_request',
      field: 'wieghting',
      message: 'Unknown parameter "wieghting"; known parameters: currency, weighting, scope, whatif, maxAge',
    })
    expect(() => parseQuery('/api/stack?x=1', NoQuery)).toThrow(
      'Unknown parameter "x"; this address takes none',
    )
  })

  it('names a malformed value and what is allowed', () => {
    expect(failure('/api/snapshot?weighting=best')).toMatchObject({
      field: 'weighting',
      message: 'Parameter "weighting" may not be "best"; allowed: capped, cap, sqrt, equal',
    })
    expect(failure('/api/snapshot?maxAge=-1').field).toBe('maxAge')
    expect(failure('/api/snapshot?currency=%00').field).toBe('currency')
  })

  it('refuses a parameter given twice', () => {
    expect(failure('/api/snapshot?scope=core&scope=all').message).toBe(
      'Parameter "scope" is given more than once',
    )
  })

  it('answers any query string with a value or a 400, and pollutes nothing', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        try {
          expect(parseQuery(`/api/snapshot?${query}`, SnapshotQuery)).toBeTypeOf('object')
        } catch (error) {
          expect(isAppError(error) && error.code).toBe('bad_request')
        }
      }),
      { numRuns: 1000 },
    )
    expect(failure('/api/snapshot?__proto__=x').field).toBe('__proto__')
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})
