import { VolatilityQuery } from '#lib/core/contract/queries'
import { parseQuery } from '#lib/server/http/parse-query'
import { answer, jsonPayload } from '#lib/server/http/respond'
import { getVolatility } from '#lib/server/services/get-volatility'

export const dynamic = 'force-dynamic'

export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { window, ...query } = parseQuery(request.url, VolatilityQuery)
    return jsonPayload(await getVolatility({ ...query, window: Number(window) }))
  })
}
