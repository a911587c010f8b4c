import { type DataPath, dataPath, TREATMENTS } from '#lib/server/front/data-paths'
import type { PreparedCache } from '#lib/server/front/prepared-cache'
import type { HeaderMap } from '#lib/server/front/security-headers'
import { cacheRuleOf, produceAnswer } from '#lib/server/http/data-routes'
import type { CacheRule } from '#lib/server/http/payload'
import { type PreparedResponse, prepareResponse } from '#lib/server/http/prepared-response'

/** The data routes as prepared answers: the same bodies as the route handlers give. */
export class DataAnswers {
  private readonly cache: PreparedCache
  private readonly headers: HeaderMap

  constructor(cache: PreparedCache, headers: HeaderMap) {
    this.cache = cache
    this.headers = headers
  }

  /** The answer at hand, or `null`. One with a greatest age never is: it is judged each time. */
  find(url: string): PreparedResponse | null {
    return this.cache.find(url)
  }

  /** @throws AppError as the route does */
  async make(path: DataPath, url: string): Promise<PreparedResponse> {
    const { name, params } = path
    const mark = url.indexOf('?')
    const search = mark === -1 ? '' : url.slice(mark)
    const asked = new URLSearchParams(search)
    // The age is checked here, however it is spelled; the bytes are those of the same answer without it.
    if (asked.has('maxAge')) {
      await produceAnswer(name, { search, params })
      asked.delete('maxAge')
      return this.make(path, `${url.slice(0, mark)}?${asked}`)
    }
    const make = async () => {
      const { body, contentType, headers } = await produceAnswer(name, { search, params })
      return prepareResponse({ body, contentType, headers: { ...this.headers, ...headers } })
    }
    return this.cache.get(url, make, TREATMENTS[name].lifetimeMs)
  }

  /** Makes the answer of a key again after the board changed. */
  async renew(key: string): Promise<void> {
    const path = dataPath(key.split('?', 1)[0] ?? '')
    if (path !== null) await this.make(path, key)
  }

  /** What a shared cache may do with an answer of the route. */
  cacheRule({ name }: DataPath, url: string): CacheRule {
    const mark = url.indexOf('?')
    return cacheRuleOf(name, mark === -1 ? '' : url.slice(mark))
  }
}
