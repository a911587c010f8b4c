import { afterEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { ApiError, getJson } from '#lib/client/queries/api-client'

const Answer = z.object({ value: z.number() })
const ask = (path: string) => getJson(path, () => Answer, new AbortController().signal)

function answering(...bodies: readonly (readonly [status: number, body: string])[]) {
  const queue = [...bodies]
  vi.stubGlobal('fetch', async () => {
    const [status, body] = queue.shift() ?? [500, '']
    return new Response(body, { status })
  })
}

afterEach(() => vi.unstubAllGlobals())

describe('getJson', () => {
  it('gives the same object while an address says the same, and a new one once it does not', async () => {
    answering([200, '{"value":1}'], [200, '{"value":1}'], [200, '{"value":2}'], [200, '{"value":1}'])
    const first = await ask('/a')
    expect(await ask('/a')).toBe(first)
    expect(await ask('/a')).toEqual({ value: 2 })
    expect(await ask('/a')).toEqual({ value: 1 })
  })

  it('keeps the answers of two addresses apart', async () => {
    answering([200, '{"value":3}'], [200, '{"value":3}'])
    const first = await ask('/b')
    expect(await ask('/c')).not.toBe(first)
  })

  it('never takes an answer that does not fit, however often it comes', async () => {
    answering([200, '{"value":"1"}'], [200, '{"value":"1"}'], [200, '<html>'])
    await expect(ask('/d')).rejects.toThrow()
    await expect(ask('/d')).rejects.toThrow()
    await expect(ask('/d')).rejects.toThrow()
  })

  it('says what the server said, or that it said nothing', async () => {
    answering([400, '{"error":{"code":"bad_request","message":"Unknown layer"}}'], [502, '<html>'])
    await expect(ask('/e')).rejects.toMatchObject({ code: 'bad_request', message: 'Unknown layer' })
    await expect(ask('/e')).rejects.toMatchObject({ code: 'internal' })
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
    await expect(ask('/e')).rejects.toSatisfy(
      (error) => error instanceof ApiError && error.code === 'unreachable',
    )
  })
})
