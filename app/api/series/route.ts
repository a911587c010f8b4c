import { SeriesQuery } from '#lib/core/contract/queries'
import { parseQuery } from '#lib/server/http/parse-query'
import { answer, jsonPayload } from '#lib/server/http/respond'
import { getSeries } from '#lib/server/services/get-series'

export const dynamic = 'force-dynamic'

export function GET(request: Request): Promise<Response> {
  return answer(request, async () => jsonPayload(await getSeries(parseQuery(request.url, SeriesQuery))))
}
