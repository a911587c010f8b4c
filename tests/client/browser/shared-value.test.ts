import { describe, expect, it } from 'vitest'
import { createSharedValue } from '#lib/client/browser/shared-value'

describe('createSharedValue', () => {
  it('tells its listeners of changes only, until they leave', () => {
    const value = createSharedValue<number | null>(null)
    const seen: (number | null)[] = []
    const leave = value.subscribe(() => seen.push(value.read()))
    value.write(1)
    value.write(1)
    value.write(null)
    leave()
    value.write(2)
    expect(seen).toEqual([1, null])
    expect(value.read()).toBe(2)
  })
})
