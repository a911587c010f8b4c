import { HistoryQuery } from '#lib/core/contract/queries'
import { parseQuery } from '#lib/server/http/parse-query'
import { answer, jsonPayload } from '#lib/server/http/respond'
import { getTokenHistory } from '#lib/server/services/get-token-history'

export const dynamic = 'force-dynamic'

interface Context {
  params: Promise<{ tokenId: string }>
}

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, async () => {
    const { tokenId } = await params
    return jsonPayload(await getTokenHistory({ id: tokenId, ...parseQuery(request.url, HistoryQuery) }))
  })
}
