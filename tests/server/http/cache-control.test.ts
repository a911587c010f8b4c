import { describe, expect, it } from 'vitest'
import { cacheControl } from '#lib/server/http/cache-control'

const sharedSeconds = (header: string) => Number(/s-maxage=(\d+)/.exec(header)?.[1])

describe('cacheControl', () => {
  it('lets a shared cache keep data for 15 s, and less when the next refresh is nearer', () => {
    expect(sharedSeconds(cacheControl('data', null))).toBe(15)
    expect(sharedSeconds(cacheControl('data', 300))).toBe(15)
    expect(sharedSeconds(cacheControl('data', 3.2))).toBe(4)
    expect(sharedSeconds(cacheControl('data', 0))).toBe(1)
    expect(sharedSeconds(cacheControl('data', -40))).toBe(1)
  })

  it('never lets a browser keep data beyond the next refresh, nor a page at all', () => {
    expect(cacheControl('data', 60)).toContain('max-age=5,')
    expect(cacheControl('data', 1.5)).toContain('max-age=2,')
    expect(cacheControl('page', 60)).toContain('max-age=0,')
  })

  it('lets old answers stand in while the server cannot be reached, but nothing of what must not be kept', () => {
    expect(cacheControl('page', 60)).toContain('stale-if-error=86400')
    expect(cacheControl('no-store', 60)).toBe('no-store')
  })
})
