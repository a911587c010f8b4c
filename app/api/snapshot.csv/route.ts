import { SnapshotCsvQuery } from '#lib/core/contract/queries'
import { csvOptions, csvPayload } from '#lib/server/http/csv-payload'
import { parseQuery } from '#lib/server/http/parse-query'
import { answer } from '#lib/server/http/respond'
import { exportSnapshot } from '#lib/server/services/export-snapshot'

export const dynamic = 'force-dynamic'

export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { maxAge, ...query } = parseQuery(request.url, SnapshotCsvQuery)
    const age = maxAge === undefined ? undefined : Number(maxAge)
    return csvPayload(
      await exportSnapshot({ ...query, kind: 'tokens', maxAge: age, options: csvOptions(query) }),
    )
  })
}
