import { describe, expect, it } from 'vitest'
import { ignoredParams } from '#lib/client/view/ignored-params'
import { seriesRange, viewParsers, viewRules } from '#lib/client/view/view-params'

function rejected(search: string) {
  return ignoredParams(new URLSearchParams(search), viewRules(['usd', 'eur']))
}

describe('view parameters', () => {
  it('accepts every value the controls can write', () => {
    const search =
      'range=1y&weighting=equal&scope=all&currency=eur&group=none&sort=-7d&q=tao&watch=1&cols=risk,size&density=compact'
    expect(rejected(search)).toEqual([])
  })

  it('names each value it does not know and what is shown instead', () => {
    expect(rejected('range=5d&sort=-luck&weighting=')).toEqual([
      { name: 'range', value: '5d', shown: '24h' },
      { name: 'sort', value: '-luck', shown: '-marketCap' },
      { name: 'weighting', value: '', shown: 'capped' },
    ])
  })

  it('rejects a column list with one unknown member', () => {
    expect(rejected('cols=risk,luck')).toHaveLength(1)
  })

  it('names a currency the server does not offer, and a parameter that means nothing', () => {
    expect(rejected('currency=xyz&__proto__=1')).toEqual([
      { name: 'currency', value: 'xyz', shown: 'the default currency' },
      { name: '__proto__', value: '1', shown: null },
    ])
  })

  it('leaves foreign parameters alone', () => {
    expect(rejected('utm_source=letter')).toEqual([])
  })

  it('reads the direction of the order from its sign and writes it back', () => {
    for (const text of ['-marketCap', 'name', '-24h']) {
      const sort = viewParsers.sort.parse(text)
      expect(sort === null ? null : viewParsers.sort.serialize(sort)).toBe(text)
    }
  })

  it('shows the day where the range is the hour', () => {
    expect(seriesRange('1h')).toBe('24h')
    expect(seriesRange('90d')).toBe('90d')
  })
})
