import { describe, expect, it } from 'vitest'
import { cohesionWords } from '#lib/core/format/briefs/cohesion-words'
import { formatPValue } from '#lib/core/format/format-p-value'

/** No-break spaces hold a sign and its number together. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const saidOf = (cohesion: Parameters<typeof cohesionWords>[0]) => plain(cohesionWords(cohesion))

describe('cohesionWords', () => {
  it('calls a layer no closer than chance above p = 0.05, whatever its correlation', () => {
    const words = saidOf({ value: -0.0154, pValue: 0.0501, n: 60, tokens: 6, reason: null })
    expect(words).toBe(
      'Its tokens move together no more than random groups would (residual correlation −0.02, p = 0.05, n = 60 days, 6 tokens).',
    )
  })

  it('takes 0.05 itself for closer than chance', () => {
    expect(saidOf({ value: 0.1, pValue: 0.05, n: 60, tokens: 6, reason: null })).toContain(' more than')
  })

  it('does not compare where there is nothing to compare with', () => {
    const words = saidOf({ value: 0.3, pValue: null, n: 90, tokens: 5, reason: null })
    expect(words).toContain('cannot be compared')
    expect(words).toContain('0.30')
  })

  it.each([
    ['too-few-constituents', 'daily history of 2 of at least 3 tokens'],
    ['too-short', '41 common days of at least 60'],
    ['gap', '41 common days of at least 60'],
    ['constant', 'one of its tokens only follows the market'],
  ] as const)('says why it is unknown: %s', (reason, words) => {
    const said = saidOf({ value: null, pValue: null, n: 41, tokens: 2, reason })
    expect(said).toBe(`Whether its tokens move together is not known: ${words}.`)
  })
})

describe('formatPValue', () => {
  it.each([
    [0.475, 'p = 0.48'],
    [0.0099, 'p = 0.010'],
    [0.004, 'p = 0.004'],
    [0.0005, 'p < 0.001'],
    [1, 'p = 1.00'],
    [null, 'p = —'],
    [Number.NaN, 'p = —'],
  ])('writes %d as %s', (value, text) => {
    expect(plain(formatPValue(value))).toBe(text)
  })
})
