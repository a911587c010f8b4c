import { describe, expect, it } from 'vitest'
import { cacheRuleOf } from '#lib/server/http/data-routes'

describe('what others may do with an answer', () => {
  it('keep it for a while, but not one that promises a greatest age, however that is spelled', () => {
    expect(cacheRuleOf('snapshot', '')).toBe('data')
    expect(cacheRuleOf('snapshot', '?weighting=cap')).toBe('data')
    expect(cacheRuleOf('snapshot', '?weighting=cap&maxAge=60')).toBe('no-store')
    expect(cacheRuleOf('tokensCsv', '?max%41ge=60')).toBe('no-store')
    expect(cacheRuleOf('status', '')).toBe('no-store')
  })
})
