import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { buildSnapshot } from '#lib/core/analytics/board/build-snapshot'
import { compareLayers } from '#lib/core/analytics/board/compare-layers'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { BOARD_STATUSES } from '#lib/core/contract/vocabulary'
import { AppError } from '#lib/server/errors'
import { getRuntime } from '#lib/server/runtime'
import { type BoardQuery, boardView } from '#lib/server/services/board-view'

const SNAPSHOTS = 24

/** What the board shows unless another view is asked for. */
export const DEFAULT_VIEW = { weighting: 'capped', scope: 'core' } as const

export interface SnapshotRequest extends BoardQuery {
  /** Greatest age of the last accepted batch, seconds. */
  maxAge?: number | undefined
}

/**
 * The board as of now; the same object as long as nothing in it changed.
 * @throws AppError `not_ready`, `bad_request`, or `stale` when the data is older than `maxAge`.
 */
export async function getSnapshot(request: SnapshotRequest): Promise<Snapshot> {
  const { input, key, remember } = boardView(request)
  if (request.maxAge !== undefined) {
    const age = (input.now - input.market.fetchedAt) / 1000
    // A recording is never live: its clock stands still, so its age would read 0.
    if (age > request.maxAge || input.status === 'recorded') throw tooOld(age, request.maxAge, input.status)
  }
  const shared = sharedBoard(request)
  if (shared !== null && isUpToDate(shared, input)) return shared
  const { moves } = input.mapping
  return remember('snapshot', key, SNAPSHOTS, () =>
    moves.length === 0 ? buildSnapshot(input) : withComparison(buildSnapshot(input), request),
  )
}

/** The board as the instance that feeds a shared database computed it, where that is asked for. */
function sharedBoard({ currency, weighting, scope, whatif }: SnapshotRequest): Snapshot | null {
  const { feed, sharedBoard: shared } = getRuntime()
  const isDefault =
    weighting === DEFAULT_VIEW.weighting &&
    scope === DEFAULT_VIEW.scope &&
    (currency ?? feed.currencies[0]) === feed.currencies[0]
  return isDefault && !whatif ? (shared?.current()?.board ?? null) : null
}

/**
 * A notice may be on its way while the store already told of a newer batch. And an instance that can publish no more
 * leaves a board behind that calls itself live for ever: of the same batch this one then knows the age better.
 */
function isUpToDate(shared: Snapshot, { market, status }: BoardInput): boolean {
  if (shared.sequence !== market.sequence) return shared.sequence > market.sequence
  // One step apart they may be, by their clocks and a notice on its way.
  return BOARD_STATUSES.indexOf(status) - BOARD_STATUSES.indexOf(shared.status) < 2
}

/** The shipped board of the same moment is asked for within the same turn, so both are of the same prices. */
function withComparison(snapshot: Snapshot, request: SnapshotRequest): Snapshot {
  const { input, key, remember } = boardView({ ...request, whatif: undefined })
  const shipped = remember('snapshot', key, SNAPSHOTS, () => buildSnapshot(input))
  return { ...snapshot, comparison: compareLayers(shipped, snapshot) }
}

function tooOld(age: number, maxAge: number, status: string): AppError {
  const fact =
    status === 'recorded' ? 'only recorded data is available' : `the newest data is ${Math.ceil(age)} s old`
  return new AppError('stale', `maxAge is ${maxAge} s, but ${fact}`, { field: 'maxAge' })
}
