import type { Cluster } from './cluster.ts'

export interface ClusterRow {
  /** Of the fault catalogue. */
  id: string
  fault: string
  /** Takes minutes, or needs what not every machine has. */
  isLong?: boolean
  /** Done before there is a cluster: what takes long and stops this process. @throws where it cannot be done */
  prepare?: () => void
  /** Brings the fault about on a cluster that is well and leaves it well; answers with figures worth knowing. */
  play: (cluster: Cluster, effort: Effort) => Promise<string>
}

/** How often what is repeated is repeated. */
export interface Effort {
  /** Times that all instances are started together, beside the first. */
  restarts: number
  kills: number
  pauses: number
  /** The longest of the pauses, ms. */
  pauseMs: number
  /** Refreshes while the database is down. */
  outage: number
  /** Notices that do not arrive. */
  lostNotices: number
}

export function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}
