import {
  CorrelationQuery,
  HistoryQuery,
  LayerQuery,
  LayersCsvQuery,
  NoQuery,
  SeriesQuery,
  SnapshotCsvQuery,
  SnapshotQuery,
  StackQuery,
  TokenQuery,
  VolatilityQuery,
} from '#lib/core/contract/queries'
import { csvContent, csvOptions } from '#lib/server/http/csv-content'
import { parseQuery } from '#lib/server/http/parse-query'
import { type CacheRule, type Content, jsonContent, type Payload } from '#lib/server/http/payload'
import { exportSnapshot } from '#lib/server/services/export-snapshot'
import { getCorrelation } from '#lib/server/services/get-correlation'
import { getLayer } from '#lib/server/services/get-layer'
import { getOpenApi } from '#lib/server/services/get-openapi'
import { getSeries } from '#lib/server/services/get-series'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getStack } from '#lib/server/services/get-stack'
import { getStatus } from '#lib/server/services/get-status'
import { getToken } from '#lib/server/services/get-token'
import { getTokenHistory } from '#lib/server/services/get-token-history'
import { getVolatility } from '#lib/server/services/get-volatility'

/** The part of a request that an answer depends on. */
export interface DataRequest {
  /** Query string with its question mark, or empty. */
  search: string
  /** Values of the placeholders in the route's path. */
  params: Readonly<Record<string, string>>
}

type Produce = (request: DataRequest) => Promise<Content>

const seconds = (maxAge: string | undefined) => (maxAge === undefined ? undefined : Number(maxAge))

const csvRoute =
  (kind: 'tokens' | 'layers', schema: typeof SnapshotCsvQuery | typeof LayersCsvQuery): Produce =>
  async ({ search }) => {
    const { maxAge, ...query } = parseQuery(search, schema)
    return csvContent(
      await exportSnapshot({ ...query, kind, maxAge: seconds(maxAge), options: csvOptions(query) }),
    )
  }

/** Every data route: its query is parsed, one service is called, its answer written out. */
const PRODUCE = {
  snapshot: async ({ search }) => {
    const { maxAge, ...query } = parseQuery(search, SnapshotQuery)
    return jsonContent(await getSnapshot({ ...query, maxAge: seconds(maxAge) }))
  },
  tokensCsv: csvRoute('tokens', SnapshotCsvQuery),
  layersCsv: csvRoute('layers', LayersCsvQuery),
  series: async ({ search }) => jsonContent(await getSeries(parseQuery(search, SeriesQuery))),
  layer: async ({ search, params: { layerId = '' } }) =>
    jsonContent(await getLayer({ layerId, ...parseQuery(search, LayerQuery) })),
  token: async ({ search, params: { tokenId = '' } }) =>
    jsonContent(await getToken({ id: tokenId, ...parseQuery(search, TokenQuery) })),
  tokenHistory: async ({ search, params: { tokenId = '' } }) =>
    jsonContent(await getTokenHistory({ id: tokenId, ...parseQuery(search, HistoryQuery) })),
  volatility: async ({ search }) => {
    const { window, ...query } = parseQuery(search, VolatilityQuery)
    return jsonContent(await getVolatility({ ...query, window: Number(window) }))
  },
  correlation: async ({ search }) => {
    const { window, ...query } = parseQuery(search, CorrelationQuery)
    return jsonContent(await getCorrelation({ ...query, window: Number(window) }))
  },
  stack: async ({ search }) => jsonContent(await getStack(parseQuery(search, StackQuery).whatif)),
  status: async ({ search }) => {
    parseQuery(search, NoQuery)
    return jsonContent(await getStatus())
  },
  openapi: async ({ search }) => {
    parseQuery(search, NoQuery)
    return jsonContent(await getOpenApi())
  },
} satisfies Record<string, Produce>

export type DataRouteName = keyof typeof PRODUCE

/** What others may do with an answer. One that promises a greatest age would outlive its promise in any cache. */
export function cacheRuleOf(name: DataRouteName, search: string): CacheRule {
  return name === 'status' || new URLSearchParams(search).has('maxAge') ? 'no-store' : 'data'
}

/** @throws AppError for a query that is not understood and for whatever the service refuses */
export async function produceAnswer(name: DataRouteName, request: DataRequest): Promise<Payload> {
  return { ...(await PRODUCE[name](request)), cache: cacheRuleOf(name, request.search) }
}
