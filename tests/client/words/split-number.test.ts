import { describe, expect, it } from 'vitest'
import { splitNumber } from '#lib/client/words/split-number'

describe('splitNumber', () => {
  it('cuts at the decimal point and the unit', () => {
    expect(splitNumber('+2.71\u00a0%')).toEqual({ whole: '+2', fraction: '.71', unit: '%' })
    expect(splitNumber('$94,215.33')).toEqual({ whole: '$94,215', fraction: '.33', unit: '' })
    expect(splitNumber('+123\u00a0%')).toEqual({ whole: '+123', fraction: '', unit: '%' })
  })

  it('does not take a currency code for a unit', () => {
    expect(splitNumber('BTC\u00a00.0123')).toEqual({ whole: 'BTC\u00a00', fraction: '.0123', unit: '' })
  })
})
