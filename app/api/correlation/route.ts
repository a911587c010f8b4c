import { CorrelationQuery } from '#lib/core/contract/queries'
import { parseQuery } from '#lib/server/http/parse-query'
import { answer, jsonPayload } from '#lib/server/http/respond'
import { getCorrelation } from '#lib/server/services/get-correlation'

export const dynamic = 'force-dynamic'

export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { window, ...query } = parseQuery(request.url, CorrelationQuery)
    return jsonPayload(await getCorrelation({ ...query, window: Number(window) }))
  })
}
