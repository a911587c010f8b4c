import { getReadiness } from '#lib/server/services/get-readiness'

export interface ProbeAnswer {
  status: number
  body: string
  contentType: string
}

/** Liveness: depends on nothing, so that a dead upstream never restarts the process. */
export function healthAnswer(): ProbeAnswer {
  return { status: 200, body: 'ok\n', contentType: 'text/plain; charset=utf-8' }
}

/** Readiness: 503 until a first snapshot exists, of whatever age, and again while the process ends. */
export async function readinessAnswer(): Promise<ProbeAnswer> {
  const readiness = await getReadiness()
  return {
    status: readiness.ready ? 200 : 503,
    body: JSON.stringify(readiness),
    contentType: 'application/json; charset=utf-8',
  }
}
