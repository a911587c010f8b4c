import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPagePart, isTypedPath, pageAddress } from '#lib/server/front/page-address'

describe('pageAddress', () => {
  it('keeps what the screen reads, in one order, and drops the rest', () => {
    expect(pageAddress('/', '?utm_source=x&weighting=cap&range=7d&x=1')).toBe('/?range=7d&weighting=cap')
    expect(pageAddress('/', '?fbclid=abc')).toBe('/')
    expect(pageAddress('/layers/middleware', '?q=tao&range=7d')).toBe('/layers/middleware?range=7d')
  })

  it('takes the first of a repeated parameter', () => {
    expect(pageAddress('/', '?range=7d&range=30d')).toBe('/?range=7d')
  })

  it('knows every screen and nothing else', () => {
    for (const path of ['/', '/volatility', '/stack', '/methodology', '/status', '/layers/a', '/tokens/b'])
      expect(pageAddress(path, '')).toBe(path)
    for (const path of [
      '/admin',
      '//',
      '/layers',
      '/layers/a/b',
      '/constructor',
      '/_next/data',
      '/volatility/',
    ])
      expect(pageAddress(path, '')).toBeNull()
  })

  it('gives equal addresses to equal views, however often it is asked', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const once = pageAddress('/', `?${query}`) ?? ''
        expect(pageAddress('/', once.slice(1))).toBe(once)
      }),
    )
  })
})

describe('isPagePart', () => {
  it('knows the icon and the preview picture of each screen', () => {
    for (const path of [
      '/icon.svg',
      '/favicon.ico',
      '/opengraph-image',
      '/stack/opengraph-image-1a2b',
      '/tokens/x/opengraph-image',
    ])
      expect(isPagePart(path)).toBe(true)
    for (const path of ['/x/opengraph-image', '/opengraph-image/..', '/icon.svg.bak'])
      expect(isPagePart(path)).toBe(false)
  })
})

describe('isTypedPath', () => {
  it('tells what a person may have typed from what a probe sends', () => {
    expect(isTypedPath('/no-such-page')).toBe(true)
    for (const path of ['//elsewhere.example', '/a\\b', '/%00', '/<x>', `/${'a'.repeat(200)}`])
      expect(isTypedPath(path)).toBe(false)
  })
})
