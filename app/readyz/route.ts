import { readinessAnswer } from '#lib/server/http/probes'

export const dynamic = 'force-dynamic'

/** For development; otherwise the front answers before Next. */
export async function GET(): Promise<Response> {
  const { status, body, contentType } = await readinessAnswer()
  return new Response(body, { status, headers: { 'Cache-Control': 'no-store', 'Content-Type': contentType } })
}
