import * as z from 'zod'
import { CorrelationAnswer } from '#lib/core/contract/correlation'
import { ErrorBody } from '#lib/core/contract/error'
import { LayerDetail } from '#lib/core/contract/layer-detail'
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
  StreamQuery,
  TokenQuery,
  VolatilityQuery,
} from '#lib/core/contract/queries'
import { Series } from '#lib/core/contract/series'
import { Snapshot } from '#lib/core/contract/snapshot'
import { StackView } from '#lib/core/contract/stack-view'
import { Status } from '#lib/core/contract/status'
import { SnapshotDelta, StreamStatus } from '#lib/core/contract/stream'
import { TokenDetail } from '#lib/core/contract/token-detail'
import { TokenHistoryAnswer } from '#lib/core/contract/token-history'
import { VolatilityAnswer } from '#lib/core/contract/volatility'
import { getRuntime } from '#lib/server/runtime'
import { remember } from '#lib/server/services/remember'

interface Route {
  path: string
  summary: string
  query: z.core.$ZodType
  /** JSON schema name, or the text answer's media type. */
  answer: { schema: string } | { mediaType: string }
}

const SCHEMAS = {
  Snapshot,
  Series,
  Layer: LayerDetail,
  Token: TokenDetail,
  TokenHistory: TokenHistoryAnswer,
  Volatility: VolatilityAnswer,
  Correlation: CorrelationAnswer,
  Stack: StackView,
  Status,
  StreamDelta: SnapshotDelta,
  StreamStatus,
  Error: ErrorBody,
}

const ROUTES: readonly Route[] = [
  { path: '/api/snapshot', summary: 'The whole board', query: SnapshotQuery, answer: { schema: 'Snapshot' } },
  {
    path: '/api/series',
    summary: 'Layers, sector and Bitcoin rebased to 100',
    query: SeriesQuery,
    answer: { schema: 'Series' },
  },
  {
    path: '/api/snapshot.csv',
    summary: 'Token rows',
    query: SnapshotCsvQuery,
    answer: { mediaType: 'text/csv' },
  },
  {
    path: '/api/layers.csv',
    summary: 'Layer rows',
    query: LayersCsvQuery,
    answer: { mediaType: 'text/csv' },
  },
  {
    path: '/api/layers/{layerId}',
    summary: 'One layer in depth',
    query: LayerQuery,
    answer: { schema: 'Layer' },
  },
  {
    path: '/api/tokens/{id}',
    summary: 'One token against its layer',
    query: TokenQuery,
    answer: { schema: 'Token' },
  },
  {
    path: '/api/tokens/{id}/history',
    summary: 'Stored USD history of one token',
    query: HistoryQuery,
    answer: { schema: 'TokenHistory' },
  },
  {
    path: '/api/volatility',
    summary: 'Rolling volatility, bands, standing and cones',
    query: VolatilityQuery,
    answer: { schema: 'Volatility' },
  },
  {
    path: '/api/correlation',
    summary: 'Pairwise correlations with the days behind each',
    query: CorrelationQuery,
    answer: { schema: 'Correlation' },
  },
  { path: '/api/stack', summary: 'The mapping in force', query: StackQuery, answer: { schema: 'Stack' } },
  {
    path: '/api/stream',
    summary:
      'The default board as it changes: events snapshot (Snapshot or StreamDelta), status (StreamStatus), bye',
    query: StreamQuery,
    answer: { mediaType: 'text/event-stream' },
  },
  {
    path: '/api/status',
    summary: 'Can the board be trusted now',
    query: NoQuery,
    answer: { schema: 'Status' },
  },
]

/** OpenAPI 3.1 of the HTTP interface, from the same schemas that parse queries and shape answers. */
export async function getOpenApi(): Promise<object> {
  const { version } = getRuntime().build
  return remember('openapi', version, 1, () => ({
    openapi: '3.1.0',
    info: { title: 'Strata', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths: Object.fromEntries(ROUTES.map((route) => [route.path, { get: operation(route) }])),
    components: {
      schemas: Object.fromEntries(
        Object.entries(SCHEMAS).map(([name, schema]) => [name, jsonSchema(schema)]),
      ),
    },
  }))
}

function operation({ path, summary, query, answer }: Route): object {
  const content =
    'schema' in answer
      ? { 'application/json': { schema: { $ref: `#/components/schemas/${answer.schema}` } } }
      : { [answer.mediaType]: { schema: { type: 'string' } } }
  const failure = (description: string) => ({
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  })
  return {
    summary,
    parameters: [...pathParameters(path), ...parameters(query)],
    responses: {
      200: { description: summary, content },
      304: { description: 'Unchanged since the given ETag' },
      400: failure('A parameter is unknown or malformed'),
      ...(path.includes('{') ? { 404: failure('No such id in the mapping') } : {}),
      503: failure('No data yet, or older than maxAge'),
    },
  }
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function parameters(query: z.core.$ZodType): object[] {
  const { properties = {} } = jsonSchema(query) as { properties?: Record<string, unknown> }
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }))
}

function jsonSchema(schema: z.core.$ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}
