import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isCoinId } from '#lib/core/market/coin-id'
import { StartError } from '#lib/server/errors'
import type { MarketSource } from '#lib/server/upstream/market-source'
import { MarketChartBody, MarketsBody, parseBody } from '#lib/server/upstream/schemas'
import { toMarketBatch } from '#lib/server/upstream/to-market'
import { toPriceHistory } from '#lib/server/upstream/to-price-history'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

/** A recording of one moment: it answers like the live upstream did then and never touches the network. */
export interface RecordedSource extends MarketSource {
  /** Newest token time of the recorded markets page, ms UTC. */
  readonly recordedAt: number
  /** A clock that stands still at `recordedAt`. */
  now(): number
}

const RecordedRow = z.looseObject({ id: z.string(), last_updated: z.iso.datetime() })
type RecordedRow = z.output<typeof RecordedRow>

async function readMarketsPage(dir: string): Promise<RecordedRow[]> {
  const file = join(dir, 'markets.json')
  try {
    const body: unknown = JSON.parse(await readFile(file, 'utf8'))
    return MarketsBody.pipe(z.array(RecordedRow)).parse(body)
  } catch (cause) {
    throw new StartError(`The recorded data in ${file} cannot be read: restore it from the repository`, {
      cause,
    })
  }
}

function parseRecordedJson(text: string, id: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UpstreamError('not-json', `The recorded history of ${id} is damaged`, { attempts: 0 })
  }
}

async function readMarketChart(dir: string, id: string): Promise<MarketChartBody> {
  const notRecorded = () =>
    new UpstreamError('not-found', `The recording holds no history of ${id}`, { attempts: 0 })
  // The pattern has no slash, so an id cannot lead out of the folder.
  if (!isCoinId(id)) throw notRecorded()
  const text = await readFile(join(dir, 'market-chart', `${id}.json`), 'utf8').catch(() => null)
  if (text === null) throw notRecorded()
  return parseBody(MarketChartBody, parseRecordedJson(text, id), 'a price history')
}

/** Opens a folder such as `data/recorded`; USD and daily history are all it holds. */
export async function openRecordedSource({ dir }: { dir: string }): Promise<RecordedSource> {
  const page = await readMarketsPage(dir)
  const recordedAt = Math.max(...page.map((row) => Date.parse(row.last_updated)))
  return {
    recordedAt,
    now: () => recordedAt,

    async fetchMarkets({ currency, ids }) {
      if (currency !== 'usd') {
        throw new UpstreamError('bad-request', 'The recording holds prices in USD only', { attempts: 0 })
      }
      const requested = [...new Set(ids)]
      const wanted = new Set(ids)
      const rows = page.filter((row) => wanted.has(row.id))
      return toMarketBatch({ currency, requested, rows, fetchedAt: recordedAt }).batch
    },

    async fetchHistory({ id, kind }) {
      if (kind !== 'daily') {
        throw new UpstreamError('not-found', 'The recording holds no hourly history', { attempts: 0 })
      }
      return toPriceHistory({ id, kind, body: await readMarketChart(dir, id), now: recordedAt })
    },
  }
}
