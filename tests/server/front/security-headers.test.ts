import { describe, expect, it } from 'vitest'
import { securityHeaders } from '#lib/server/front/security-headers'

describe('headers', () => {
  it('tell browsers to come by HTTPS only where all readers do', () => {
    for (const kind of Object.values(securityHeaders(true)))
      expect(kind['Strict-Transport-Security']).toBe('max-age=63072000; includeSubDomains')
    for (const kind of Object.values(securityHeaders(false)))
      expect(kind['Strict-Transport-Security']).toBeUndefined()
  })

  it('of every kind keep types as told and addresses private', () => {
    for (const kind of Object.values(securityHeaders(false)))
      expect(kind).toMatchObject({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' })
  })

  it('let anyone read data, nobody frame it, and keep pages to themselves', () => {
    const { data, page } = securityHeaders(false)
    expect(data['Access-Control-Allow-Origin']).toBe('*')
    expect(data['Content-Security-Policy']).toContain("frame-ancestors 'none'")
    expect(page['Access-Control-Allow-Origin']).toBeUndefined()
    expect(page['Cross-Origin-Opener-Policy']).toBe('same-origin')
  })
})
