import { describe, expect, it } from 'vitest'
import { indexGapWords } from '#lib/client/layer/index-words'
import { layerDetailFixture } from '../../helpers/layer-detail-fixture.ts'

const basis = layerDetailFixture().indexBasis

describe('indexGapWords', () => {
  it('says how many tokens there are and how many it takes', () => {
    expect(indexGapWords('Infrastructure', { ...basis, reason: 'too-few-constituents', tokens: 2 })).toBe(
      'Infrastructure has no index: 2 of its tokens have daily closes. An index needs 3 tokens with 30 daily closes each and a known market cap; it starts by itself on the first day there are enough.',
    )
    expect(indexGapWords('X', { ...basis, reason: 'too-few-constituents', tokens: 1 })).toContain(
      '1 of its tokens has',
    )
  })

  it('says how many days there are and when it will be enough', () => {
    const enoughOn = Date.UTC(2026, 11, 10)
    expect(indexGapWords('X', { ...basis, reason: 'too-short', tokens: 4, closes: 12, enoughOn })).toBe(
      'X has no index yet: the token it waits for has 12 of 30 daily closes. It starts on 10 December 2026 if no day is missed.',
    )
  })

  it('does not promise a day where days are not what is missing', () => {
    expect(indexGapWords('X', { ...basis, reason: 'too-short', tokens: 4, closes: 40 })).toContain(
      'market caps',
    )
  })

  it('is silent where the index stands', () => {
    expect(indexGapWords('X', { ...basis, reason: null })).toBeNull()
  })
})
