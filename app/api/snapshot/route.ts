import { SnapshotQuery } from '#lib/core/contract/queries'
import { parseQuery } from '#lib/server/http/parse-query'
import { answer, jsonPayload } from '#lib/server/http/respond'
import { getSnapshot } from '#lib/server/services/get-snapshot'

export const dynamic = 'force-dynamic'

export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { maxAge, ...query } = parseQuery(request.url, SnapshotQuery)
    return jsonPayload(
      await getSnapshot({ ...query, maxAge: maxAge === undefined ? undefined : Number(maxAge) }),
    )
  })
}
