import { describe, expect, it } from 'vitest'
import {
  defaultSelection,
  largestSelection,
  layerSelection,
  MAX_CHOSEN,
  mostVolatileSelection,
  readSelection,
  watchedSelection,
} from '#lib/client/volatility/volatility-selection'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { layerFixture } from '../../helpers/layer-fixture.ts'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'
import { tokenFixture } from '../../helpers/token-fixture.ts'

const figure = (value: number | null) => ({ value, n: 30, percentile: null, reason: null })
const token = (id: string, layer: string | null, marketCap: number | null, volatility: number | null) =>
  tokenFixture({
    id,
    volatilityPercentile: id === 'young' || volatility === null ? null : 0.5,
    layer,
    marketCap,
    volatility: { '7d': null, '30d': volatility, '90d': null, '7dHourly': null },
    listing: layer === null ? 'benchmark' : 'active',
  })

const snapshot: Snapshot = {
  ...snapshotFixture(),
  layers: [
    layerFixture({ id: 'lower', rank: 1, volatility30d: figure(null) }),
    layerFixture({ id: 'upper', rank: 2, volatility30d: figure(0.9) }),
  ],
  tokens: [
    token('young', 'lower', 500, 5),
    token('small', 'lower', 10, 3),
    token('large', 'lower', 100, 1),
    token('unmeasured', 'lower', 1000, null),
    token('other', 'upper', 50, 2),
    token('uncapped', 'upper', null, 4),
    token('bitcoin', null, 9999, 0.5),
  ],
}

describe('readSelection', () => {
  it('is the default one when the URL has none, and none when it says none', () => {
    expect(readSelection(snapshot, { ids: null, layers: null })).toMatchObject(defaultSelection(snapshot))
    expect(readSelection(snapshot, { ids: [], layers: null })).toMatchObject({ ids: [], layers: [] })
  })

  it('keeps what exists, each once, takes benchmarks for benchmarks, and names what it left out', () => {
    const read = readSelection(snapshot, {
      ids: ['small', 'nothing', 'small', 'bitcoin', 'sector'],
      layers: ['upper', 'nowhere'],
    })
    expect(read).toMatchObject({ ids: ['small'], layers: ['upper'], benchmarks: ['bitcoin', 'sector'] })
    expect(read.ignored.map(({ param, value }) => `${param} ${value}`)).toEqual([
      'layers nowhere',
      'ids nothing',
    ])
  })

  it('falls back where nothing of a list exists', () => {
    expect(readSelection(snapshot, { ids: ['nothing'], layers: null })).toEqual({
      ...defaultSelection(snapshot),
      benchmarks: [],
      ignored: [],
    })
    expect(readSelection(snapshot, { ids: ['nothing'], layers: ['upper'] })).toMatchObject({
      ids: [],
      layers: ['upper'],
      ignored: [],
    })
  })

  it('stops at eight and says so', () => {
    const many = {
      ...snapshot,
      tokens: Array.from({ length: 9 }, (_, at) => token(`t${at}`, 'lower', 1, 1)),
    }
    const read = readSelection(many, { ids: many.tokens.map(({ id }) => id), layers: ['lower'] })
    expect(read.ids).toHaveLength(MAX_CHOSEN - 1)
    expect(read.ignored.map(({ value }) => value)).toEqual(['t7', 't8'])
  })
})

describe('presets', () => {
  it('start with layers that have an index, and the largest token of each layer that has a past to stand in', () => {
    expect(defaultSelection(snapshot)).toEqual({ layers: ['upper'], ids: ['large', 'other'] })
  })

  it('rank by size and by volatility, leaving out what is not known and what is a benchmark', () => {
    expect(largestSelection(snapshot).ids).toEqual(['unmeasured', 'young', 'large', 'other', 'small'])
    expect(mostVolatileSelection(snapshot).ids).toEqual(['young', 'uncapped', 'small', 'other', 'large'])
    expect(layerSelection(snapshot, 'upper')).toEqual({ layers: ['upper'], ids: ['other'] })
    expect(watchedSelection(snapshot, ['other', 'gone', 'bitcoin', 'small']).ids).toEqual(['other', 'small'])
  })
})
