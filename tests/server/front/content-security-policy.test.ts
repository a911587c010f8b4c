import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  contentSecurityPolicy,
  inlineScriptHashes,
  withTrustedTypesPolicy,
} from '#lib/server/front/content-security-policy'

const hash = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`

describe('contentSecurityPolicy', () => {
  it('names every inline script of the page by its hash, and no script that has a source', () => {
    const html = `<script src="/a.js" async=""></script><script>one()</script><SCRIPT id="x">two()\n</SCRIPT><script>one()</script>`
    expect(inlineScriptHashes(html)).toEqual([hash('one()'), hash('two()\n')])
    expect(contentSecurityPolicy(html)).toContain(`script-src 'self' ${hash('one()')} ${hash('two()\n')};`)
  })

  it('allows nothing inline beyond that, no other origin and no frame', () => {
    const policy = contentSecurityPolicy('<p>No script</p>')
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/)
  })
})

describe('withTrustedTypesPolicy', () => {
  it('puts the policy before every other script of the page', () => {
    const html = withTrustedTypesPolicy('<html><head><script src="/a.js"></script></head></html>')
    expect(html.indexOf('createPolicy')).toBeLessThan(html.indexOf('/a.js'))
    expect(inlineScriptHashes(html)).toHaveLength(1)
  })

  it('is not confused by what replacement patterns mean elsewhere', () => {
    expect(withTrustedTypesPolicy('<head>$&').endsWith('$&')).toBe(true)
  })
})
