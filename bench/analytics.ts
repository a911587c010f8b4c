import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { buildSnapshot } from '#lib/core/analytics/board/build-snapshot'
import { constituentIds, SECTOR } from '#lib/core/analytics/board/constituents'
import { correlationAnswer } from '#lib/core/analytics/board/correlation-answer'
import { entityOf } from '#lib/core/analytics/board/entity-closes'
import { indexVolatility, layerIndices } from '#lib/core/analytics/board/index-volatility'
import { WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { HOUR_MS } from '#lib/core/market/window'
import { HistoryBook } from '#lib/server/feed/history-book'
import { MarketBook } from '#lib/server/feed/market-book'
import { medianOf, type Result } from './result.ts'
import { NOW, syntheticBatch, syntheticHistory, syntheticStack } from './synthetic-market.ts'

/** The whole board of 60 tokens from stored points to published figures, part by part, and one refresh on top of it. */
export async function analytics(): Promise<Result[]> {
  const parts = new Parts()
  const scratch = await medianOf(9, () => fromScratch(parts).elapsed)
  const refresh = await refreshes(fromScratch(new Parts()))
  return [
    { name: 'board of 60 tokens from scratch', value: scratch, unit: 'ms', target: 50 },
    {
      name: 'refresh that adds one point',
      value: refresh,
      unit: 'ms',
      target: 5,
      baseline: { name: 'from scratch', value: scratch },
    },
    ...parts.results(),
  ]
}

/** Times of named parts over several runs. */
class Parts {
  private readonly times = new Map<string, number[]>()

  time<T>(part: string, work: () => T): T {
    const startedAt = performance.now()
    const value = work()
    this.times.set(part, [...(this.times.get(part) ?? []), performance.now() - startedAt])
    return value
  }

  results(): Result[] {
    return [...this.times].map(([part, values]) => ({
      name: `  part: ${part}`,
      value: values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number,
      unit: 'ms',
      target: 50,
    }))
  }
}

const stack = syntheticStack()
const ids = constituentIds(stack, SECTOR, 'core', NOW)
const history = syntheticHistory(ids)

function fromScratch(parts: Parts) {
  const book = new HistoryBook()
  const market = new MarketBook()
  for (const { id, daily, hourly } of history) {
    book.add(id, 'daily', daily, 'upstream')
    book.add(id, 'hourly', hourly, 'upstream')
  }
  market.accept(market.prepare(syntheticBatch(ids, NOW)))
  const startedAt = performance.now()
  const view = parts.time('closes, volatility, percentiles', () => book.view(NOW))
  const indices = parts.time('indices, 5 × 4 weightings', () =>
    WEIGHTINGS.map((weighting) => layerIndices({ stack, history: view, weighting, scope: 'core', now: NOW })),
  )
  const volatilities = parts.time('index volatility and percentiles', () => indices.map(indexVolatility))
  const input = boardInput({ market, history: view, indices: indices[0], volatility: volatilities[0] })
  parts.time('snapshot', () => buildSnapshot(input))
  parts.time('correlation 60 × 60, 90 days', () =>
    correlationAnswer(
      ids.flatMap((id) => entityOf(id, 'id', input) ?? []),
      90,
      input,
    ),
  )
  return { elapsed: performance.now() - startedAt, book, market, input }
}

/** Median of refreshes an hour apart, so that each adds one point to every token's history. */
function refreshes({ book, market, input }: ReturnType<typeof fromScratch>): Promise<number> {
  let now = NOW
  return medianOf(25, () => {
    now += HOUR_MS
    const batch = market.prepare(syntheticBatch(ids, now))
    const startedAt = performance.now()
    market.accept(batch)
    for (const { id, price } of batch.quotes) {
      if (price !== null)
        book.add(id, 'hourly', [{ time: now, price, marketCap: null, volume: null }], 'tick')
    }
    const view = market.view('usd')
    if (view) buildSnapshot({ ...input, market: view, usdQuotes: view.quotes, history: book.view(now), now })
    return performance.now() - startedAt
  })
}

interface Made {
  market: MarketBook
  history: BoardInput['history']
  indices: BoardInput['indices'] | undefined
  volatility: BoardInput['indexVolatility'] | undefined
}

function boardInput({ market, history, indices = new Map(), volatility = new Map() }: Made): BoardInput {
  const view = market.view('usd')
  if (!view) throw new Error('no batch')
  return {
    stack,
    mapping: { version: stack.version, sha256: '', moves: [] },
    market: view,
    usdQuotes: view.quotes,
    history,
    historyProgress: { filled: 0, needed: 0 },
    indices,
    indexVolatility: volatility,
    weighting: 'capped',
    scope: 'core',
    now: NOW,
    periodMs: 60_000,
    status: 'live',
    statusReason: null,
    nextRefreshAt: null,
    currencies: ['usd'],
  }
}
