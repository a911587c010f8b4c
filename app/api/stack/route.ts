import { StackQuery } from '#lib/core/contract/queries'
import { parseQuery } from '#lib/server/http/parse-query'
import { answer, jsonPayload } from '#lib/server/http/respond'
import { getStack } from '#lib/server/services/get-stack'

export const dynamic = 'force-dynamic'

export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { whatif } = parseQuery(request.url, StackQuery)
    return jsonPayload(await getStack(whatif))
  })
}
