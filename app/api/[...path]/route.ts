import { noSuchRoute } from '#lib/server/http/respond'

export const dynamic = 'force-dynamic'

/** Any other address below `/api`: the same error form as everywhere, instead of a page. */
export function GET(): Response {
  return noSuchRoute()
}
