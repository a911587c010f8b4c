import { getReadiness } from '#lib/server/services/get-readiness'

export const dynamic = 'force-dynamic'

/** Readiness: 503 until a first snapshot exists, of whatever age, and again while the process ends. */
export async function GET(): Promise<Response> {
  const readiness = await getReadiness()
  return Response.json(readiness, {
    status: readiness.ready ? 200 : 503,
    headers: { 'Cache-Control': 'no-store', 'Content-Type': 'application/json; charset=utf-8' },
  })
}
