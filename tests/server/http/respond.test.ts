import { describe, expect, it, vi } from 'vitest'
import { AppError } from '#lib/server/errors'
import { jsonContent, type Payload } from '#lib/server/http/payload'
import { answer } from '#lib/server/http/respond'

const request = (headers: Record<string, string> = {}) =>
  new Request('http://localhost/api/snapshot', { headers })
const jsonPayload = (body: object): Payload => ({ ...jsonContent(body), cache: 'data' })
const value = { price: 1.5, unknown: null }

describe('answer', () => {
  it('carries a strong ETag, caching rules and a charset', async () => {
    const response = await answer(request(), async () => jsonPayload(value))
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toMatch(/^"[\w-]{27}"$/)
    expect(response.headers.get('vary')).toBe('Accept-Encoding')
    expect(response.headers.get('cache-control')).toContain('stale-if-error=86400')
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await response.json()).toEqual(value)
  })

  it('answers 304 without a body to the ETag it gave, alone, in a list or weakened by a proxy', async () => {
    const etag = (await answer(request(), async () => jsonPayload(value))).headers.get('etag') ?? ''
    for (const header of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const response = await answer(request({ 'if-none-match': header }), async () => jsonPayload(value))
      expect([response.status, await response.text(), response.headers.get('etag')]).toEqual([304, '', etag])
    }
    const other = await answer(request({ 'if-none-match': '"other"' }), async () => jsonPayload(value))
    expect(other.status).toBe(200)
  })

  it('changes the ETag with the bytes', async () => {
    const etagOf = async (body: object) =>
      (await answer(request(), async () => jsonPayload(body))).headers.get('etag')
    expect(await etagOf({ a: 1 })).not.toBe(await etagOf({ a: 2 }))
  })

  it('serialises the same object once', async () => {
    const stringify = vi.spyOn(JSON, 'stringify')
    const body = { once: true }
    jsonPayload(body)
    jsonPayload(body)
    expect(stringify).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['bad_request', 400],
    ['not_found', 404],
    ['stale', 503],
    ['not_ready', 503],
    ['rate_limited', 429],
  ] as const)('maps %s to %i with code, sentence and field, never cached', async (code, status) => {
    const response = await answer(request(), async () => {
      throw new AppError(code, 'what and why', { field: 'name' })
    })
    expect(response.status).toBe(status)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({ error: { code, message: 'what and why', field: 'name' } })
  })

  it('keeps the details of an unexpected fault to itself', async () => {
    const response = await answer(request(), async () => {
      throw new Error('/secret/path exploded')
    })
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret')
  })
})
