import { describe, expect, it } from 'vitest'
import { roundingWords } from '#lib/core/format/briefs/rounding-words'

describe('roundingWords', () => {
  it('is silent where the printed parts add up to the printed whole', () => {
    expect(roundingWords([0.0121, -0.0021], 0.01)).toBeNull()
    expect(roundingWords([], 0)).toBeNull()
  })

  it('says what the printed parts add up to where they do not', () => {
    // Printed +0.01, +0.01, −0.01 against +0.02.
    expect(roundingWords([0.00006, 0.00013, -0.00006], 0.00015)?.replaceAll('\u00a0', ' ')).toBe(
      'As printed the parts add up to +0.01 pp; unrounded they are the return exactly.',
    )
  })
})
