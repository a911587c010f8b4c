import { type CommonMove, commonMove } from '#lib/core/market/common-move'
import type { MarketBatch, Quote } from '#lib/core/market/quote'
import { HOUR_MS } from '#lib/core/market/window'
import type { RefusedBatch } from '#lib/server/feed/guard-report'

/** A move up to fivefold may be a market; it is believed once three answers in a row agree. */
const MARKET_MOVE = Math.log(5)
const CONFIRMING_ANSWERS = 3
/** Beyond fivefold no market moves as a whole. The fault of CoinMarketCap in 2021 stood for about an hour. */
const BEYOND_MARKET_MS = 2 * HOUR_MS
/** Answers agree where their prices lie within 20 % of each other. */
const AGREEMENT = Math.log(1.2)
const AGREEING_SHARE = 0.8

/** Answers in a row that were refused and agree with the first of them. */
interface Run {
  first: CommonMove
  since: number
  refused: number
}

export type BreakerVerdict =
  | { refused: true; sentence: string }
  /** `confirmed`: ids whose unusual price has been seen in every answer of the run that now ends. */
  | { refused: false; confirmed: ReadonlySet<string> }

const NOTHING_CONFIRMED: ReadonlySet<string> = new Set()

/**
 * Refuses a whole answer in which too many prices of one currency moved the same way at once: units mixed up upstream,
 * not a market. What is refused is compared with the next answers, so that a real crash is shown after three of them
 * and nothing is refused for ever.
 */
export class BatchBreaker {
  private run: Run | null = null

  judge(batch: MarketBatch, lastOf: (id: string) => Quote | null): BreakerVerdict {
    const move = commonMove(batch.quotes, lastOf)
    if (move === null) return this.accept(NOTHING_CONFIRMED)
    const confirmed = this.run === null ? NOTHING_CONFIRMED : agreeing(this.run.first, batch)
    const isSameMove = this.run !== null && confirmed.size >= AGREEING_SHARE * this.run.first.movers.size
    const run: Run =
      this.run !== null && isSameMove
        ? { ...this.run, refused: this.run.refused + 1 }
        : { first: move, since: batch.fetchedAt, refused: 1 }
    if (isBelievable(run, batch.fetchedAt)) return this.accept(confirmed)
    this.run = run
    return { refused: true, sentence: sentenceOf(move) }
  }

  report(currency: string): RefusedBatch | null {
    if (this.run === null) return null
    const { first, since, refused } = this.run
    return { currency, sentence: sentenceOf(first), release: releaseOf(this.run), since, refused }
  }

  private accept(confirmed: ReadonlySet<string>): BreakerVerdict {
    this.run = null
    return { refused: false, confirmed }
  }
}

function agreeing({ movers }: CommonMove, batch: MarketBatch): ReadonlySet<string> {
  const ids = batch.quotes.filter(({ id, price }) => {
    const before = movers.get(id)
    return price !== null && before !== undefined && Math.abs(Math.log(price / before)) <= AGREEMENT
  })
  return new Set(ids.map(({ id }) => id))
}

function isBelievable({ first, since, refused }: Run, now: number): boolean {
  if (refused < CONFIRMING_ANSWERS) return false
  return first.size <= MARKET_MOVE || now - since >= BEYOND_MARKET_MS
}

function sentenceOf({ movers, compared, direction }: CommonMove): string {
  const way = direction === 'up' ? 'rose' : 'fell'
  return `CoinGecko's answer is held back: ${movers.size} of ${compared} prices ${way} by more than half at once`
}

function releaseOf({ first, refused }: Run): string {
  const back = 'Prices back near the last accepted ones'
  return first.size <= MARKET_MOVE
    ? `${back}, or three answers in a row that agree within 20 %: ${refused} so far`
    : `${back}, or two hours of answers that agree within 20 %: no market moves this far at once`
}
