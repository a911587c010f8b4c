import { describe, expect, it } from 'vitest'
import { viewAddress } from '#lib/client/view/view-address'

describe('address of a view', () => {
  it('states the defaults, so that another reader sees the same', () => {
    expect(viewAddress('https://strata.example.org/?weighting=equal&q=tao')).toBe(
      'https://strata.example.org/?weighting=equal&q=tao&range=24h&density=comfortable',
    )
  })

  it('states the default of the screen it is of', () => {
    expect(viewAddress('https://strata.example.org/tokens/golem?against=layer,bitcoin')).toBe(
      'https://strata.example.org/tokens/golem?against=layer,bitcoin&range=90d',
    )
  })

  it('adds nothing where a screen reads nothing of it', () => {
    expect(viewAddress('https://strata.example.org/methodology?token=golem#beta')).toBe(
      'https://strata.example.org/methodology?token=golem#beta',
    )
  })
})
