export const dynamic = 'force-dynamic'

/** Liveness: depends on nothing, so that a dead upstream never restarts the process. */
export function GET(): Response {
  return new Response('ok\n', {
    headers: { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
