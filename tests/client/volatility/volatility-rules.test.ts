import { describe, expect, it } from 'vitest'
import { ignoredParams } from '#lib/client/view/ignored-params'
import { comparisonOf } from '#lib/client/volatility/comparison'
import type { VolatilityView } from '#lib/client/volatility/volatility-params'
import { volatilityRules } from '#lib/client/volatility/volatility-rules'
import { windowFault } from '#lib/client/volatility/volatility-words'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'

const snapshot = snapshotFixture()
const ignored = (search: string) =>
  ignoredParams(new URLSearchParams(search), volatilityRules(snapshot)).map(({ name }) => name)

const view: VolatilityView = {
  ids: ['bittensor'],
  layers: [],
  bench: ['bitcoin'],
  window: 30,
  range: '90d',
  estimator: 'close',
  log: false,
  corr: 90,
  sharpe: false,
  focus: null,
}

describe('volatilityRules', () => {
  it('understands what the screen writes', () => {
    const search =
      'ids=bittensor,akash-network&layers=&bench=&window=90&range=1y&estimator=ewma&log=true&corr=60&sharpe=true&focus=x'
    expect(ignored(search)).toEqual([])
    expect(ignored('bench=bitcoin,sector')).toEqual([])
  })

  it('refuses what means nothing, and keeps a list of which something is known', () => {
    expect(
      ignored('window=31&estimator=garch&range=5y&log=maybe&corr=7&bench=gold&ids=nothing&foo=1'),
    ).toEqual(['window', 'estimator', 'range', 'log', 'corr', 'bench', 'ids', 'foo'])
    expect(ignored('ids=nothing,bittensor')).toEqual([])
  })
})

describe('comparisonOf', () => {
  it('asks for the chosen ones and the benchmarks beside them, the correlation over its own window', () => {
    const { volatility, correlation, members } = comparisonOf(snapshot, { ...view, corr: 180 })
    expect(volatility).toMatchObject({ ids: ['bittensor', 'bitcoin'], layers: [], window: 30 })
    expect(correlation).toEqual({ ids: ['bittensor', 'bitcoin'], layers: [], window: 180 })
    expect(members.tokens).toEqual([{ id: 'bittensor', symbol: 'TAO' }])
  })

  it('asks for nothing when nothing is chosen, whatever stands beside', () => {
    expect(comparisonOf(snapshot, { ...view, ids: [] }).volatility.ids).toEqual([])
  })
})

describe('windowFault', () => {
  it('says what a window needs and what there is', () => {
    const offer = { window: 180, needed: 144, filled: 0, longest: 89, reason: 'too-short' as const }
    expect(windowFault(offer)).toBe('180 days need 144 returns, the longest history here has 89')
    expect(windowFault({ ...offer, filled: 1 })).toBeUndefined()
    expect(windowFault({ ...offer, needed: null })).toContain('candles')
  })
})
