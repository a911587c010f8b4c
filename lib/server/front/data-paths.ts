import type { LimitClass } from '#lib/server/front/client-limits'
import type { Sheddable } from '#lib/server/front/load-gauge'
import type { DataRouteName } from '#lib/server/http/data-routes'

/** How the front treats the answers of a data route. */
interface Treatment {
  limit: LimitClass
  /** Refused under load when it is not prepared; `null` never. */
  shed: Sheddable | null
  /** ms an answer holds at most, though the board did not change. */
  lifetimeMs?: number
}

export const TREATMENTS: Readonly<Record<DataRouteName, Treatment>> = {
  snapshot: { limit: 'board', shed: null },
  stack: { limit: 'board', shed: null },
  openapi: { limit: 'board', shed: null },
  // Tells of calls and ages, which move without the board.
  status: { limit: 'board', shed: null, lifetimeMs: 1000 },
  series: { limit: 'analysis', shed: 'analysis' },
  layer: { limit: 'analysis', shed: 'analysis' },
  token: { limit: 'analysis', shed: 'analysis' },
  volatility: { limit: 'analysis', shed: 'analysis' },
  correlation: { limit: 'analysis', shed: 'analysis' },
  tokenHistory: { limit: 'history', shed: 'analysis' },
  tokensCsv: { limit: 'export', shed: 'export' },
  layersCsv: { limit: 'export', shed: 'export' },
}

export interface DataPath {
  name: DataRouteName
  params: Readonly<Record<string, string>>
}

const FIXED: ReadonlyMap<string, DataPath> = new Map(
  Object.entries({
    '/api/snapshot': 'snapshot',
    '/api/snapshot.csv': 'tokensCsv',
    '/api/layers.csv': 'layersCsv',
    '/api/series': 'series',
    '/api/volatility': 'volatility',
    '/api/correlation': 'correlation',
    '/api/stack': 'stack',
    '/api/status': 'status',
    '/api/openapi.json': 'openapi',
  } as const).map(([path, name]) => [path, { name, params: {} }]),
)

const LAYER = /^\/api\/layers\/([^/]{1,384})$/
const TOKEN = /^\/api\/tokens\/([^/]{1,384})(\/history)?$/

/** The data route of a path; `null` where there is none, and where an escape in it is broken. */
export function dataPath(pathname: string): DataPath | null {
  const fixed = FIXED.get(pathname)
  if (fixed !== undefined) return fixed
  try {
    const layer = LAYER.exec(pathname)?.[1]
    if (layer !== undefined) return { name: 'layer', params: { layerId: decodeURIComponent(layer) } }
    const [, token, history] = TOKEN.exec(pathname) ?? []
    if (token === undefined) return null
    const params = { tokenId: decodeURIComponent(token) }
    return { name: history === undefined ? 'token' : 'tokenHistory', params }
  } catch {
    return null
  }
}
