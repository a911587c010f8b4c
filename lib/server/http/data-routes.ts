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
import { csvOptions, csvPayload } from '#lib/server/http/csv-payload'
import { parseQuery } from '#lib/server/http/parse-query'
import { jsonPayload, type Payload } from '#lib/server/http/payload'
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

type Produce = (request: DataRequest) => Promise<Payload>

const seconds = (maxAge: string | undefined) => (maxAge === undefined ? undefined : Number(maxAge))

const csvRoute =
  (kind: 'tokens' | 'layers', schema: typeof SnapshotCsvQuery | typeof LayersCsvQuery): Produce =>
  async ({ search }) => {
    const { maxAge, ...query } = parseQuery(search, schema)
    return csvPayload(
      await exportSnapshot({ ...query, kind, maxAge: seconds(maxAge), options: csvOptions(query) }),
    )
  }

/** Every data route: its query is parsed, one service is called, its answer written out. */
const PRODUCE = {
  snapshot: async ({ search }) => {
    const { maxAge, ...query } = parseQuery(search, SnapshotQuery)
    return jsonPayload(await getSnapshot({ ...query, maxAge: seconds(maxAge) }))
  },
  tokensCsv: csvRoute('tokens', SnapshotCsvQuery),
  layersCsv: csvRoute('layers', LayersCsvQuery),
  series: async ({ search }) => jsonPayload(await getSeries(parseQuery(search, SeriesQuery))),
  layer: async ({ search, params: { layerId = '' } }) =>
    jsonPayload(await getLayer({ layerId, ...parseQuery(search, LayerQuery) })),
  token: async ({ search, params: { tokenId = '' } }) =>
    jsonPayload(await getToken({ id: tokenId, ...parseQuery(search, TokenQuery) })),
  tokenHistory: async ({ search, params: { tokenId = '' } }) =>
    jsonPayload(await getTokenHistory({ id: tokenId, ...parseQuery(search, HistoryQuery) })),
  volatility: async ({ search }) => {
    const { window, ...query } = parseQuery(search, VolatilityQuery)
    return jsonPayload(await getVolatility({ ...query, window: Number(window) }))
  },
  correlation: async ({ search }) => {
    const { window, ...query } = parseQuery(search, CorrelationQuery)
    return jsonPayload(await getCorrelation({ ...query, window: Number(window) }))
  },
  stack: async ({ search }) => jsonPayload(await getStack(parseQuery(search, StackQuery).whatif)),
  status: async ({ search }) => {
    parseQuery(search, NoQuery)
    return { ...jsonPayload(await getStatus()), cache: 'no-store' }
  },
  openapi: async ({ search }) => {
    parseQuery(search, NoQuery)
    return jsonPayload(await getOpenApi())
  },
} satisfies Record<string, Produce>

export type DataRouteName = keyof typeof PRODUCE

/** @throws AppError for a query that is not understood and for whatever the service refuses */
export function produceAnswer(name: DataRouteName, request: DataRequest): Promise<Payload> {
  return PRODUCE[name](request)
}
