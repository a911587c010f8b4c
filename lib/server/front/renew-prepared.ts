import { setImmediate as nextTurn } from 'node:timers/promises'
import { isAppError } from '#lib/server/errors'
import type { DataAnswers } from '#lib/server/front/data-answers'
import { isPageKey, type PageAnswers } from '#lib/server/front/page-answers'
import type { PreparedCache } from '#lib/server/front/prepared-cache'
import type { Logger } from '#lib/server/logger'

/** What is ready before anyone asks. */
const ALWAYS = ['/api/snapshot', '/api/snapshot?weighting=capped&scope=core']
/** Answers made anew in advance; the others are made when they are asked for again. */
const MOST = 64

export interface Prepared {
  cache: PreparedCache
  data: DataAnswers
  pages: PageAnswers
  logger: Logger
}

/**
 * The board changed: makes anew what readers asked for since the last change, data before pages and one after the
 * other, so that no reader waits long behind it. A further change ends it, since that begins again.
 */
export async function renewPrepared({ cache, data, pages, logger }: Prepared): Promise<void> {
  const wanted = cache.outdate()
  const { version } = cache
  const keys = [...new Set([...ALWAYS, ...wanted.reverse()])].slice(0, MOST)
  const ordered = [...keys.filter((key) => !isPageKey(key)), ...keys.filter(isPageKey)]
  for (const key of ordered) {
    if (cache.version !== version) return
    try {
      await (isPageKey(key) ? pages.renew(key) : data.renew(key))
    } catch (error) {
      // Before the first data, and for what a new mapping no longer holds, there is nothing to prepare.
      if (!isAppError(error))
        logger.error({ failure: 'prepare', err: error }, 'An answer could not be prepared')
    }
    await nextTurn()
  }
}
