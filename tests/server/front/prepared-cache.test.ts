import { describe, expect, it, vi } from 'vitest'
import { PreparedCache } from '#lib/server/front/prepared-cache'
import { type PreparedResponse, prepareResponse } from '#lib/server/http/prepared-response'

const prepared = (text: string, status = 200): Promise<PreparedResponse> =>
  prepareResponse({ body: text, contentType: 'text/plain', status })

function cacheAt(limits = { entries: 10, bytes: 10_000 }) {
  const clock = { now: 0 }
  return { clock, cache: new PreparedCache(limits, () => clock.now) }
}

describe('PreparedCache', () => {
  it('makes an answer once for all who ask at the same time', async () => {
    const { cache } = cacheAt()
    const make = vi.fn(() => prepared('board'))
    const answers = await Promise.all(Array.from({ length: 50 }, () => cache.get('/a', make)))
    expect(make).toHaveBeenCalledTimes(1)
    expect(new Set(answers).size).toBe(1)
    expect(cache.find('/a')).toBe(answers[0])
  })

  it('never gives an answer of an earlier state, and names those that were asked for', async () => {
    const { cache } = cacheAt()
    await cache.get('/read', () => prepared('1'))
    await cache.get('/unread', () => prepared('1'))
    expect(cache.outdate()).toEqual(['/read', '/unread'])
    expect(cache.find('/read')).toBeNull()
    await cache.get('/read', () => prepared('2'))
    expect(cache.outdate()).toEqual(['/read'])
  })

  it('keeps the newer answer when an older one is finished late', async () => {
    const { cache } = cacheAt()
    const late = Promise.withResolvers<PreparedResponse>()
    const first = cache.get('/a', () => late.promise)
    cache.outdate()
    const second = await cache.get('/a', () => prepared('new'))
    late.resolve(await prepared('old'))
    await first
    expect(cache.find('/a')).toBe(second)
  })

  it('tries again after a failure, and keeps no fault', async () => {
    const { cache } = cacheAt()
    await expect(cache.get('/a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await cache.get('/a', () => prepared('fault', 500))
    expect(cache.find('/a')).toBeNull()
    await cache.get('/a', () => prepared('not there', 404))
    expect(cache.find('/a')?.status).toBe(404)
  })

  it('makes an answer with a lifetime again when that is over', async () => {
    const { cache, clock } = cacheAt()
    await cache.get('/status', () => prepared('now'), 1000)
    clock.now = 999
    expect(cache.find('/status')).not.toBeNull()
    clock.now = 1000
    expect(cache.find('/status')).toBeNull()
  })

  it('stays within its bounds and lets the oldest go first', async () => {
    const { cache } = cacheAt({ entries: 3, bytes: 1000 })
    for (const key of ['/1', '/2', '/3', '/4']) await cache.get(key, () => prepared('x'.repeat(100)))
    expect([cache.find('/1'), cache.size.entries, cache.size.bytes]).toEqual([null, 3, 300])
    await cache.get('/large', () => prepared('y'.repeat(400)))
    await cache.get('/larger', () => prepared('z'.repeat(480)))
    expect(cache.size.bytes).toBeLessThanOrEqual(1000)
    await cache.get('/too-large', () => prepared(Array.from({ length: 5000 }, (_, at) => at).join()))
    expect(cache.find('/too-large')).toBeNull()
  })
})
