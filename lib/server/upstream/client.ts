import { isCoinId } from '#lib/core/market/coin-id'
import type { HistoryKind } from '#lib/core/market/price-history'
import { createJsonClient, type JsonClientOptions } from '#lib/server/upstream/json-client'
import type { MarketSource, MarketsRequest } from '#lib/server/upstream/market-source'
import { MarketChartBody, MarketsBody, parseBody } from '#lib/server/upstream/schemas'
import type { Counts } from '#lib/server/upstream/tally'
import { toMarketBatch } from '#lib/server/upstream/to-market'
import { toPriceHistory } from '#lib/server/upstream/to-price-history'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

const MAX_IDS = 250
const CURRENCY = /^[a-z]{2,10}$/

/** Longest window of each granularity on the free plans: up to 90 days come hourly, above that daily. */
const HISTORY_DAYS: Readonly<Record<HistoryKind, number>> = { daily: 365, hourly: 90 }

export interface CoinGeckoOptions extends JsonClientOptions {
  /** Hears of answers whose form has drifted without harm, see `MarketBatchWithDrift`. */
  onDrift?: (drift: Counts) => void
}

/** A request we would not send: no attempt is made. */
function refuseRequest(message: string): never {
  throw new UpstreamError('bad-request', message, { attempts: 0 })
}

/** Written by hand: CoinGecko ignores parameters it cannot read, and drops ids beyond `per_page`, in silence. */
function marketsQuery(currency: string, ids: readonly string[]): string {
  return [
    `vs_currency=${currency}`,
    `ids=${ids.join(',')}`,
    'order=market_cap_desc',
    `per_page=${ids.length}`,
    'page=1',
    'sparkline=true',
    'price_change_percentage=1h,24h,7d,14d,30d,200d,1y',
    'locale=en',
    'precision=full',
  ].join('&')
}

function checkMarketsRequest({ currency, ids }: MarketsRequest): void {
  if (!CURRENCY.test(currency)) refuseRequest('The currency must be a code such as usd')
  if (ids.length === 0 || ids.length > MAX_IDS) refuseRequest(`A request must hold 1 to ${MAX_IDS} coin ids`)
  if (!ids.every(isCoinId)) refuseRequest('A request holds something that is no coin id')
}

/** The live upstream: one `/coins/markets` call per currency, one `market_chart` call per coin and kind. */
export function createCoinGeckoSource(options: CoinGeckoOptions): MarketSource {
  const client = createJsonClient(options)
  const { clock, onDrift } = options
  return {
    async fetchMarkets(request) {
      checkMarketsRequest(request)
      const { currency } = request
      const requested = [...new Set(request.ids)]
      const { batch, drift } = await client.get({
        path: '/coins/markets',
        query: marketsQuery(currency, requested),
        read(body) {
          const rows = parseBody(MarketsBody, body, 'a list of coins')
          return toMarketBatch({ currency, requested, rows, fetchedAt: clock.now() })
        },
      })
      if (Object.keys(drift).length > 0) onDrift?.(drift)
      return batch
    },

    async fetchHistory({ id, kind }) {
      if (!isCoinId(id)) refuseRequest('A request holds something that is no coin id')
      return client.get({
        path: `/coins/${id}/market_chart`,
        query: `vs_currency=usd&days=${HISTORY_DAYS[kind]}&precision=full`,
        read(body) {
          const chart = parseBody(MarketChartBody, body, 'a price history')
          return toPriceHistory({ id, kind, body: chart, now: clock.now() })
        },
      })
    },
  }
}
