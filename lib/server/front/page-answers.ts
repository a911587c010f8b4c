import { contentSecurityPolicy, withTrustedTypesPolicy } from '#lib/server/front/content-security-policy'
import type { PageRenderer } from '#lib/server/front/page-renderer'
import type { PreparedCache } from '#lib/server/front/prepared-cache'
import type { SecurityHeaders } from '#lib/server/front/security-headers'
import { type PreparedResponse, prepareResponse } from '#lib/server/http/prepared-response'

/** Keys of pages in the cache they share with data; no address of a data route begins like it. */
const KEY = 'page '
/** Next's path of the page that says that nothing is there. */
const NOT_FOUND = '/_not-found'
/** Next's own word of a page's fonts, which the browser then fetches sooner. */
const KEPT_HEADERS = ['link'] as const

/** Pages rendered at most once per state of the board, each with a policy that names its own inline scripts. */
export class PageAnswers {
  private readonly cache: PreparedCache
  private readonly renderer: PageRenderer
  private readonly headers: SecurityHeaders

  constructor(cache: PreparedCache, renderer: PageRenderer, headers: SecurityHeaders) {
    this.cache = cache
    this.renderer = renderer
    this.headers = headers
  }

  /** The page at hand, or `null`. */
  find(path: string): PreparedResponse | null {
    return this.cache.find(KEY + path)
  }

  make(path: string): Promise<PreparedResponse> {
    return this.cache.get(KEY + path, () => this.render(path))
  }

  /** Makes the page of a key again after the board changed; a key of something else is left alone. */
  async renew(key: string): Promise<void> {
    if (isPageKey(key)) await this.make(key.slice(KEY.length))
  }

  private async render(path: string): Promise<PreparedResponse> {
    const page = await this.renderer.render(path)
    // Next would lead odd paths to tidier ones. Nobody is sent anywhere by what stands in an address.
    const isElsewhere = page.status >= 300 && page.status < 400
    const { status, headers, body } = isElsewhere ? await this.renderer.render(NOT_FOUND) : page
    const contentType = headers['content-type'] ?? 'application/octet-stream'
    const kept = KEPT_HEADERS.flatMap((name) => {
      const value = headers[name]
      return typeof value === 'string' ? [[name, value]] : []
    })
    const isHtml = contentType.startsWith('text/html')
    const html = isHtml ? withTrustedTypesPolicy(body.toString()) : body
    return prepareResponse({
      status,
      body: html,
      contentType,
      headers: {
        ...(isHtml ? this.headers.page : this.headers.picture),
        ...Object.fromEntries(kept),
        ...(typeof html === 'string' ? { 'Content-Security-Policy': contentSecurityPolicy(html) } : {}),
      },
    })
  }
}

export function isPageKey(key: string): boolean {
  return key.startsWith(KEY)
}
