import { createHash } from 'node:crypto'

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/gi
const SOURCE = /\ssrc\s*=/i

/** The inline scripts of a page as CSP sources, in the order of the page. */
export function inlineScriptHashes(html: string): string[] {
  const hashes = new Set<string>()
  for (const [, attributes = '', code = ''] of html.matchAll(SCRIPT)) {
    if (SOURCE.test(attributes)) continue
    hashes.add(`'sha256-${createHash('sha256').update(code).digest('base64')}'`)
  }
  return [...hashes]
}

/**
 * The policy of one page: its own inline scripts by hash, everything else from this origin or not at all. Styles are
 * files, but React writes `style` attributes; pictures of charts are drawn from `data:` addresses.
 */
export function contentSecurityPolicy(html: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${inlineScriptHashes(html).join(' ')}`.trim(),
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    // Saving a chart as a picture resolves the addresses of its style sheets with a base in a document of its own.
    "base-uri 'self'",
    // The chooser of the methodology works without JavaScript, as a form.
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')
}

/**
 * The one Trusted Types policy of a page: the bundler may load its own chunks of this origin, React may make the empty
 * script element it fills later, and no string may become markup. It stands first in the page, before any chunk can run.
 */
const TRUSTED_TYPES_POLICY =
  'if(window.trustedTypes)trustedTypes.createPolicy("default",{createScriptURL:function(u){' +
  'var l=new URL(u,location.href);if(l.origin===location.origin&&l.pathname.indexOf("/_next/static/")===0)return u;' +
  'throw new TypeError("not a script of this page: "+u)},createHTML:function(h){' +
  'if(h==="<script><\\/script>"||h.indexOf("<")<0)return h;throw new TypeError("no markup from a string")}})'

/** The page with its Trusted Types policy; a page without a head is left as it is. */
export function withTrustedTypesPolicy(html: string): string {
  return html.replace('<head>', () => `<head><script>${TRUSTED_TYPES_POLICY}</script>`)
}
