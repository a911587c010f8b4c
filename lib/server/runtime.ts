import type { Audience } from '#lib/server/audience'
import type { Clock } from '#lib/server/clock'
import type { BoardFeed } from '#lib/server/feed/board-feed'
import type { SharedBoard } from '#lib/server/feed/shared-board'
import { getSingleton, setSingleton } from '#lib/server/singleton'
import type { StackFile } from '#lib/server/stack-file'
import type { IngestLease } from '#lib/server/store/ingest-lease'
import type { Plan } from '#lib/server/upstream/plan'

/** What exists once per process. Services reach it here; it holds no secret. */
export interface Runtime {
  feed: BoardFeed
  stackFile: StackFile
  clock: Clock
  audience: Audience
  plan: Plan
  build: { version: string; node: string; startedAt: string }
  /** Where readers reach this board, without a slash at the end. */
  publicUrl: string
  /** The folder of the installed product. */
  projectRoot: string
  storageEngine: 'sqlite' | 'postgres' | 'none'
  /** Where several processes share a database: the board that one of them computes for all. */
  sharedBoard: SharedBoard | null
  /** Who may add to the store; `null` without one. */
  lease: Pick<IngestLease, 'state' | 'term'> | null
  /** `true` once the process has begun to end. */
  draining: boolean
}

const KEY = 'runtime'

/** Makes this the runtime of the process. */
export function setRuntime(runtime: Runtime): Runtime {
  return setSingleton(KEY, runtime)
}

/** @throws Error when the server was not started through `lib/server/main.ts`. */
export function getRuntime(): Runtime {
  const runtime = getSingleton<Runtime>(KEY)
  if (!runtime) throw new Error('Strata runs through lib/server/main.ts: use npm start or npm run dev')
  return runtime
}

/** The runtime, or `null` where there is none, as while Next builds the pages that never change. */
export function findRuntime(): Runtime | null {
  return getSingleton<Runtime>(KEY)
}
