import { describe, expect, it } from 'vitest'
import {
  backupWords,
  byConcern,
  byReason,
  clockWords,
  clusterWords,
  creditWords,
  droppedWords,
  minuteCallsWords,
  periodWords,
  stateCounts,
  storageWords,
} from '#lib/client/status/status-words'
import type { Status, TokenLine } from '#lib/core/contract/status'

const BUDGET: Status['budget'] = {
  usedLastMinute: 3,
  perMinute: 4,
  creditsUsed: 1204,
  creditsLimit: 10_000,
  leftThisMinute: 1,
  creditsLeft: 8796,
  projectedCredits: null,
  deferred: null,
}
const UPSTREAM: Status['upstream'] = {
  source: 'live',
  plan: 'demo',
  lastSuccessAt: null,
  failure: null,
  dropped: {},
  alarm: null,
  breaker: null,
  clockSkewMs: null,
  outcomes: null,
}
const STATUS: Status = {
  mode: 'live',
  reason: null,
  asOf: null,
  fetchedAt: null,
  generatedAt: '2026-11-22T12:00:00.000Z',
  nextRefreshAt: null,
  periodSeconds: 60,
  upstream: UPSTREAM,
  budget: BUDGET,
  guard: { refusedBatch: null },
  history: { filled: 0, needed: 0 },
  tokens: { expected: 0, priced: 0, missing: [], quarantined: [], stale: [], suspects: [], lines: [] },
  mapping: { version: '2026-11-22', sha256: 'a', problem: null },
  storage: { engine: 'sqlite', state: 'ok', reason: null, queued: 0, dropped: 0, lastBackupAt: null },
  cluster: { role: 'leader', term: 1 },
  build: { version: '1.0.0', node: 'v24', startedAt: '2026-11-22T12:00:00.000Z' },
}

function line(id: string, state: TokenLine['state'], isMarked = false): TokenLine {
  const findings = isMarked ? [{ flag: 'thin-volume' as const, since: null }] : []
  return { id, symbol: id, name: id, state, reason: null, lastUpdated: null, ageSeconds: null, findings }
}

describe('words of the status screen', () => {
  it.each([
    [60, 'every 60 s'],
    [300, 'every 5 min'],
    [90, 'every 90 s'],
    [null, "no refresh before the month's credits return"],
  ])('write a period of %s seconds as "%s"', (periodSeconds, words) => {
    expect(periodWords({ ...STATUS, periodSeconds })).toBe(words)
  })

  it('say how the board is stored, what waits and what was given up', () => {
    const { storage } = STATUS
    expect(storageWords(storage)).toBe('SQLite, written')
    expect(storageWords({ ...storage, engine: 'none', state: 'none' })).toBe('nothing is stored')
    expect(backupWords(storage)).toBe('none')
    expect(backupWords({ ...storage, engine: 'postgres' })).toBe("left to the database's operator")
    const mended = { ...storage, reason: 'The database was damaged and has been put aside' }
    expect(storageWords(mended)).toBe('SQLite: The database was damaged and has been put aside')
    const full = { ...storage, state: 'failing', reason: 'The disk is full', queued: 3, dropped: 1 } as const
    expect(storageWords(full)).toBe('SQLite: The disk is full; 3 writes wait in memory; 1 batch given up')
    const another = { ...storage, state: 'readonly', reason: 'Another Strata process refreshes it' } as const
    expect(storageWords(another)).toBe('SQLite: Another Strata process refreshes it')
  })

  it('say how many calls and credits are left, and that a recording makes none', () => {
    expect(minuteCallsWords(STATUS)).toBe('3 of 4 used, 1 left')
    expect(minuteCallsWords({ ...STATUS, budget: { ...BUDGET, perMinute: 0 } })).toBe('no calls are made')
    expect(creditWords(STATUS)).toMatch(/^1.204 of 10.000 used, 8.796 left$/)
    const unlimited = { ...BUDGET, creditsLimit: null, creditsLeft: null }
    expect(creditWords({ ...STATUS, budget: unlimited })).toMatch(/^1.204 used, no limit$/)
    expect(creditWords({ ...STATUS, budget: { ...unlimited, creditsUsed: null } })).toBe('not counted')
  })

  it('name the rows the last answer lost', () => {
    expect(droppedWords(STATUS)).toBe('none')
    const dropped = { 'price-out-of-bounds': 2, 'duplicate-id': 1 }
    expect(droppedWords({ ...STATUS, upstream: { ...UPSTREAM, dropped } })).toBe(
      'price out of bounds 2, duplicate id 1',
    )
  })

  it.each([
    [4_999, 'in step with CoinGecko'],
    [-4_999, 'in step with CoinGecko'],
    [42_000, '42 s ahead of CoinGecko'],
    [-200_000, '3 min behind CoinGecko'],
  ])('write a clock %i ms off as "%s"', (skew, words) => {
    expect(clockWords(skew)).toBe(words)
  })

  it('gather tokens by reason, the largest group first', () => {
    const because = (id: string, reason: string) => ({ ...line(id, 'missing'), reason })
    const grouped = byReason([because('a', 'one'), because('b', 'two'), because('c', 'two')])
    expect(grouped.map(({ reason, tokens }) => `${reason}: ${tokens.map(({ id }) => id).join()}`)).toEqual([
      'two: b,c',
      'one: a',
    ])
  })

  it('say which of several instances this is', () => {
    expect(clusterWords({ role: 'leader', term: 3 })).toBe('feeds the database (term 3)')
    expect(clusterWords({ role: 'follower', term: 3 })).toBe('shows what another one feeds (term 3)')
    expect(clusterWords({ role: 'unknown', term: 3 })).toBe('cannot tell which one feeds the database')
  })

  it('put what needs a look first, and leave the rest in board order', () => {
    const lines = [
      line('a', 'fresh'),
      line('b', 'missing'),
      line('c', 'fresh', true),
      line('d', 'stale'),
      line('e', 'quarantined'),
      line('f', 'fresh'),
    ]
    expect(
      byConcern(lines)
        .map(({ id }) => id)
        .join(''),
    ).toBe('edbcaf')
    expect(stateCounts(lines)).toBe('3 fresh, 1 stale, 1 held back, 1 no price')
    expect(stateCounts([])).toBe('')
  })
})
