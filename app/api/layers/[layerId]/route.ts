import { LayerQuery } from '#lib/core/contract/queries'
import { parseQuery } from '#lib/server/http/parse-query'
import { answer, jsonPayload } from '#lib/server/http/respond'
import { getLayer } from '#lib/server/services/get-layer'

export const dynamic = 'force-dynamic'

interface Context {
  params: Promise<{ layerId: string }>
}

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, async () => {
    const { layerId } = await params
    return jsonPayload(await getLayer({ layerId, ...parseQuery(request.url, LayerQuery) }))
  })
}
