import { describe, expect, it } from 'vitest'
import { CONSTITUENT_KEYS, LAYER_RULES, layerParsers, layerViewSearch } from '#lib/client/layer/layer-params'
import { layerViewHref } from '#lib/client/layer/layer-view-href'
import { ignoredParams, ignoredWords } from '#lib/client/view/ignored-params'
import { SCOPES, WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { SERIES_RANGES } from '#lib/core/market/window'

const ignored = (search: string) => ignoredParams(new URLSearchParams(search), LAYER_RULES)

describe('parameters of the Layer screen', () => {
  it('accepts every value the controls can write', () => {
    expect(ignored('range=1y&weighting=equal&scope=all&scale=log&sort=risk')).toEqual([])
    for (const key of CONSTITUENT_KEYS) expect(ignored(`sort=-${key}`)).toEqual([])
  })

  it('names what it does not know, and what is shown instead', () => {
    expect(ignoredWords(ignored('range=1h&sort=-luck&colour=red'))).toBe(
      'range=1h is not known, showing 24h; sort=-luck is not known, showing -weight; colour means nothing here and was left out.',
    )
  })

  it('states range and weights even where they are the default, and nothing else', () => {
    const scale = 'linear'
    expect(layerViewSearch({ range: '24h', weighting: 'capped', scope: 'core', scale })).toBe(
      '?range=24h&weighting=capped',
    )
    expect(layerViewSearch({ range: '30d', sort: { key: 'risk', descending: true } })).toBe(
      '?range=30d&sort=-risk',
    )
  })

  it('reads back the order it writes', () => {
    for (const text of ['-weight', 'name']) {
      const sort = layerParsers.sort.parse(text)
      expect(sort === null ? null : layerParsers.sort.serialize(sort)).toBe(text)
    }
  })

  it('is reached from a board with what the board shows; the hour becomes the day', () => {
    const core = { weighting: 'capped', scope: 'core' } as const
    expect(layerViewHref('middleware', { range: '1h', ...core })).toBe(
      '/layers/middleware?range=24h&weighting=capped',
    )
    expect(layerViewHref('middleware', { range: '7d', weighting: 'sqrt', scope: 'all' })).toBe(
      '/layers/middleware?range=7d&weighting=sqrt&scope=all',
    )
  })

  it('writes into links what the screen itself would write', () => {
    for (const range of SERIES_RANGES) {
      for (const weighting of WEIGHTINGS) {
        for (const scope of SCOPES) {
          const choice = { range, weighting, scope }
          expect(layerViewHref('any', choice)).toBe(`/layers/any${layerViewSearch(choice)}`)
        }
      }
    }
  })
})
