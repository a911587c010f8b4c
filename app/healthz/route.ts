import { healthAnswer } from '#lib/server/http/probes'

export const dynamic = 'force-dynamic'

/** For development; otherwise the front answers before Next. */
export function GET(): Response {
  const { status, body, contentType } = healthAnswer()
  return new Response(body, { status, headers: { 'Cache-Control': 'no-store', 'Content-Type': contentType } })
}
