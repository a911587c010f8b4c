import { getRuntime } from '#lib/server/runtime'

export interface Readiness {
  ready: boolean
  /** `degraded`: readable, but not live. */
  degraded: boolean
  checks: { snapshot: boolean; draining: boolean; storage: string }
}

/** Whether this process can serve a board now, and what keeps it from doing so. */
export async function getReadiness(): Promise<Readiness> {
  const { feed, draining } = getRuntime()
  const view = feed.view(feed.currencies[0] ?? 'usd')
  const { storage } = feed.report()
  const ready = view !== null && !draining
  return {
    ready,
    degraded: ready && (view.status !== 'live' || !['ok', 'none'].includes(storage.state)),
    checks: { snapshot: view !== null, draining, storage: storage.state },
  }
}
