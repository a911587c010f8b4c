import { describe, expect, it } from 'vitest'
import { layerLines } from '#lib/core/chart/time/layer-lines'
import { layerDetailFixture } from '../../../helpers/layer-detail-fixture.ts'

describe('layerLines', () => {
  it('draws the layer in its own hue, and says of each line why it is not there', () => {
    const chart = {
      times: [0, 1],
      layer: [100, 101],
      sector: [100, null],
      bitcoin: [100, 99],
      reasons: { layer: null, sector: 'gap' as const, bitcoin: null },
    }
    expect(layerLines(layerDetailFixture({ chart }))).toEqual([
      { key: 'middleware', name: 'Middleware', kind: 'layer', hue: 2, values: [100, 101], reason: null },
      { key: 'sector', name: 'Sector', kind: 'sector', hue: 0, values: [100, null], reason: 'gap' },
      { key: 'bitcoin', name: 'Bitcoin', kind: 'benchmark', hue: 0, values: [100, 99], reason: null },
    ])
  })
})
