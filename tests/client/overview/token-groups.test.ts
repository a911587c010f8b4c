import { describe, expect, it } from 'vitest'
import { filterTokens, groupTokens, watchedTokens } from '#lib/client/overview/token-groups'
import type { LayerFigures, TokenFigures } from '#lib/core/contract/snapshot'

const token = (id: string, layer: string | null, symbol = id) =>
  ({ id, name: `The ${id}`, symbol, layer }) as TokenFigures
const layer = (id: string, rank: number) => ({ id, name: id.toUpperCase(), rank }) as LayerFigures

const TOKENS = [
  token('bitcoin', null, 'btc'),
  token('golem', 'low', 'glm'),
  token('kaito', 'high'),
  token('akash', 'low'),
]
const LAYERS = [layer('low', 1), layer('middle', 2), layer('high', 3)]

describe('filterTokens', () => {
  it('finds by name, symbol or id, whatever the case', () => {
    expect(filterTokens(TOKENS, ' GLM ').map(({ id }) => id)).toEqual(['golem'])
    expect(filterTokens(TOKENS, 'the k').map(({ id }) => id)).toEqual(['kaito'])
  })

  it('keeps every token without words', () => {
    expect(filterTokens(TOKENS, '  ')).toHaveLength(4)
  })
})

describe('watchedTokens', () => {
  it('keeps what is on the list, in the order of the table, and everything where no list is asked for', () => {
    expect(watchedTokens(TOKENS, ['akash', 'sonm', 'golem']).map(({ id }) => id)).toEqual(['golem', 'akash'])
    expect(watchedTokens(TOKENS, [])).toEqual([])
    expect(watchedTokens(TOKENS, null)).toBe(TOKENS)
  })
})

describe('groupTokens', () => {
  it('puts the top layer first, keeps the order within, and what has no layer last', () => {
    const groups = groupTokens(TOKENS, LAYERS)
    expect(groups.map(({ key, tokens }) => [key, tokens.map(({ id }) => id)])).toEqual([
      ['high', ['kaito']],
      ['low', ['golem', 'akash']],
      ['benchmarks', ['bitcoin']],
    ])
  })

  it('loses no token whose layer is not on the board', () => {
    const groups = groupTokens([token('stray', 'elsewhere')], LAYERS)
    expect(groups.flatMap(({ tokens }) => tokens)).toHaveLength(1)
  })
})
