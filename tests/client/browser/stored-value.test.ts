import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStoredValue } from '#lib/client/browser/stored-value'
import { fakeStorage } from '../../helpers/fake-storage.ts'

const numbers = () =>
  createStoredValue<readonly number[]>({
    key: 'numbers',
    initial: [],
    parse: (text) => (/^\d+(,\d+)*$/.test(text) ? text.split(',').map(Number) : null),
    print: (values) => values.join(','),
  })

afterEach(() => vi.unstubAllGlobals())

describe('stored value', () => {
  it('reads what was kept, keeps what is changed and gives the same object until then', () => {
    const { texts } = fakeStorage({ numbers: '1,2' })
    const stored = numbers()
    expect(stored.read()).toEqual([1, 2])
    expect(stored.read()).toBe(stored.read())
    expect(stored.change((values) => [...values, 3])).toBe(true)
    expect(texts.get('numbers')).toBe('1,2,3')
    expect(numbers().read()).toEqual([1, 2, 3])
  })

  it('sets text aside that it cannot read, once, and goes on with nothing', () => {
    const { texts } = fakeStorage({ numbers: '<garbage>' })
    expect(numbers().read()).toEqual([])
    expect(numbers().read()).toEqual([])
    expect(texts.get('numbers-unreadable')).toBe('<garbage>')
    numbers().change(() => [7])
    expect(texts.get('numbers')).toBe('7')
    expect(texts.get('numbers-unreadable')).toBe('<garbage>')
  })

  it('loses no earlier unreadable text to a later one', () => {
    const storage = fakeStorage({ numbers: 'first?' })
    numbers().read()
    storage.texts.set('numbers', 'second?')
    numbers().read()
    expect(storage.texts.get('numbers-unreadable')).toBe('first?\nsecond?')
  })

  it('lasts as long as the page where storage is closed, and says so', () => {
    const storage = fakeStorage()
    storage.close()
    const stored = numbers()
    expect(stored.read()).toEqual([])
    expect(stored.change(() => [5])).toBe(false)
    expect(stored.read()).toEqual([5])
  })

  it('hears of another tab, and of no other key', () => {
    const storage = fakeStorage()
    const stored = numbers()
    const heard: (readonly number[])[] = []
    const leave = stored.subscribe(() => heard.push(stored.read()))
    storage.writeFromOtherTab('numbers', '4')
    storage.writeFromOtherTab('else', '9')
    leave()
    storage.writeFromOtherTab('numbers', '5')
    expect(heard).toEqual([[4]])
  })

  it('builds a change on what another tab wrote, heard of or not', () => {
    const storage = fakeStorage({ numbers: '1' })
    const stored = numbers()
    stored.read()
    storage.texts.set('numbers', '1,2')
    stored.change((values) => [...values, 3])
    expect(storage.texts.get('numbers')).toBe('1,2,3')
  })
})
