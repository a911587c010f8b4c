import { describe, expect, it } from 'vitest'
import { layerOverlap } from '#lib/core/analytics/layer-overlap'

const LAYERS = new Map([
  [
    'models',
    new Map([
      ['tao', 60],
      ['fet', 40],
      ['new', null],
    ]),
  ],
  [
    'infrastructure',
    new Map([
      ['tao', 60],
      ['akt', 20],
    ]),
  ],
  [
    'agents',
    new Map([
      ['fet', 40],
      ['new', null],
    ]),
  ],
  ['storage', new Map([['fil', 10]])],
] as [string, Map<string, number | null>][])

describe('layerOverlap', () => {
  it('names the layers that share tokens, the largest shared part first', () => {
    expect(layerOverlap('models', LAYERS)).toEqual([
      { layer: 'infrastructure', ids: ['tao'], marketCap: 60, share: 0.6 },
      { layer: 'agents', ids: ['fet', 'new'], marketCap: 40, share: 0.4 },
    ])
  })

  it('is measured against the own layer, so it differs from either side', () => {
    expect(layerOverlap('infrastructure', LAYERS)[0]?.share).toBe(0.75)
    expect(layerOverlap('storage', LAYERS)).toEqual([])
  })

  it('has no size where no shared cap is known, and still names the tokens', () => {
    const layers = new Map([
      [
        'a',
        new Map([
          ['x', null],
          ['y', 5],
        ]),
      ],
      ['b', new Map([['x', null]])],
    ])
    expect(layerOverlap('a', layers)).toEqual([{ layer: 'b', ids: ['x'], marketCap: null, share: null }])
  })

  it('refuses a layer that is not among them', () => {
    expect(() => layerOverlap('nowhere', LAYERS)).toThrow('layerOverlap requires a known layer, got nowhere')
  })
})
