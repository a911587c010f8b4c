import { TokenQuery } from '#lib/core/contract/queries'
import { parseQuery } from '#lib/server/http/parse-query'
import { answer, jsonPayload } from '#lib/server/http/respond'
import { getToken } from '#lib/server/services/get-token'

export const dynamic = 'force-dynamic'

interface Context {
  params: Promise<{ tokenId: string }>
}

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, async () => {
    const { tokenId } = await params
    return jsonPayload(await getToken({ id: tokenId, ...parseQuery(request.url, TokenQuery) }))
  })
}
