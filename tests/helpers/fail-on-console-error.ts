import { afterEach, beforeEach, expect, vi } from 'vitest'

/** An unexpected `console.error` or `console.warn` is a failure: nothing in the product writes there. */
beforeEach(() => {
  vi.spyOn(console, 'error')
  vi.spyOn(console, 'warn')
})

afterEach(() => {
  expect(vi.mocked(console.error).mock.calls).toEqual([])
  expect(vi.mocked(console.warn).mock.calls).toEqual([])
  vi.restoreAllMocks()
})
