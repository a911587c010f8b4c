import { buildSnapshot } from '#lib/core/analytics/board/build-snapshot'
import { layerRisk } from '#lib/core/analytics/board/layer-risk'
import { metricExamples, type WorkedExamples } from '#lib/core/analytics/board/metric-examples'
import { exampleEntity } from '#lib/core/analytics/board/metric-examples/example-context'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { AppError } from '#lib/server/errors'
import type { BoardView } from '#lib/server/services/board-view'
import { remember } from '#lib/server/services/remember'
import { usdBoard } from '#lib/server/services/usd-board'

const DEFAULT_TOKEN = 'bittensor'
/** As many as other services keep of snapshots and layer risks, whose memory this shares. */
const SNAPSHOTS = 24
const RISKS = 64
const EXAMPLES = 8

export interface Methodology extends WorkedExamples {
  /** The board the numbers are of. */
  snapshot: Snapshot
  /** Tokens that may be chosen, by name. */
  tokens: readonly { id: string; name: string; symbol: string }[]
}

/**
 * Every metric worked out for one token, as of now; the same object as long as nothing in it changed.
 * @throws AppError `bad_request` for a token that is not mapped, `not_ready` before the first data
 */
export async function getMethodology(query: { token?: string | undefined }): Promise<Methodology> {
  const view = usdBoard('capped', 'core')
  const snapshot = remember('snapshot', view.key, SNAPSHOTS, () => buildSnapshot(view.input))
  const id = query.token ?? defaultToken(snapshot)
  const entity = exampleEntity(id, snapshot)
  if (entity === null) throw unknownToken(id, snapshot)
  return remember('methodology', `${id}|${view.key}`, EXAMPLES, () => compute(id, entity, view, snapshot))
}

function compute(
  id: string,
  entity: string,
  { input, indexKey }: BoardView,
  snapshot: Snapshot,
): Methodology {
  const risk = remember('layer-risk', `${entity}|${indexKey}`, RISKS, () => layerRisk(entity, input))
  const tokens = snapshot.tokens.map(({ id, name, symbol }) => ({ id, name, symbol }))
  return {
    ...metricExamples(id, { input, snapshot, risk }),
    snapshot,
    tokens: tokens.sort((a, b) => a.name.localeCompare(b.name, 'en')),
  }
}

/** A mapping of one's own need not hold Bittensor. */
function defaultToken({ tokens }: Snapshot): string {
  const [first] = tokens
  return tokens.some(({ id }) => id === DEFAULT_TOKEN) || first === undefined ? DEFAULT_TOKEN : first.id
}

function unknownToken(id: string, { tokens }: Snapshot): AppError {
  const allowed = tokens.map((token) => token.id).join(', ')
  return new AppError('bad_request', `Unknown token "${id.slice(0, 64)}"; allowed: ${allowed}`, {
    field: 'token',
  })
}
