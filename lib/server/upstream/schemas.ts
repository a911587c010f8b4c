import { z } from 'zod'
import { COIN_ID_PATTERN } from '#lib/core/market/coin-id'
import { cleanText } from '#lib/server/upstream/clean-text'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

const priceBelow = (limit: number) => z.number().gt(0).lt(limit)
const volumeUpTo = (limit: number) => z.number().min(0).max(limit)
const zeroIsUnknown = (value: number) => (value === 0 ? null : value)
const marketCapUpTo = (limit: number) => z.number().min(0).max(limit).transform(zeroIsUnknown)

const MAX_USD_PRICE = 1e9
const MAX_USD_MARKET_CAP = 1e14
const MAX_USD_VOLUME = 1e13
/** Widens the dollar bounds for other currencies; the smallest units are worth about 1e-5 USD. */
const OTHER_CURRENCY_SCALE = 1e5

export const UsdPrice = priceBelow(MAX_USD_PRICE)
/** Market cap or valuation; 0 means that the supply is not known. */
export const UsdMarketCap = marketCapUpTo(MAX_USD_MARKET_CAP)
export const UsdVolume = volumeUpTo(MAX_USD_VOLUME)

const Supply = z.number().min(0).max(1e18).transform(zeroIsUnknown)
const Rank = z.int().min(1).max(1e6)
/** Percent upstream, a fraction with us. */
const Percent = z
  .number()
  .min(-100)
  .max(1e6)
  .transform((percent) => percent / 100)
const IsoTime = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

const MAX_SPARKLINE_POINTS = 400
const MAX_HISTORY_POINTS = 5_000
const MAX_MARKETS_ROWS = 1_000
const MAX_LISTED_COINS = 100_000

const DECIMAL = /^-?\d{1,24}(?:\.\d{1,24})?$/

type CountDrift = (reason: string) => void

/** Readers of single fields that report each oddity they heal or blank out. */
function createFieldReaders(countDrift: CountDrift) {
  const decimalString = z
    .string()
    .regex(DECIMAL)
    .transform((text) => {
      countDrift('numeric-string')
      return Number(text)
    })
  const number = z.union([z.number(), decimalString]).transform((value) => (value === 0 ? 0 : value))
  const blank = (field: string) => () => {
    countDrift(`refused-${field}`)
    return null
  }
  return {
    number,
    blank,
    numberOrNull: <T>(field: string, bounds: z.ZodType<T, number>) =>
      number
        .pipe(bounds)
        .nullish()
        .transform((value) => value ?? null)
        .catch(blank(field)),
    text: z
      .string()
      .transform((raw) => {
        const cleaned = cleanText(raw)
        if (cleaned !== raw) countDrift('cleaned-text')
        return cleaned
      })
      .pipe(z.string().min(1)),
  }
}

/**
 * One `/coins/markets` row. A row without a usable id, name, price or time, or with a market cap that cannot be, is
 * refused; every other field that is absent, null or out of bounds becomes `null`. `countDrift` hears of each oddity that did not refuse the row.
 */
export function createMarketsRowSchema(currency: string, countDrift: CountDrift) {
  const { number, numberOrNull, blank, text } = createFieldReaders(countDrift)
  const scale = currency === 'usd' ? 1 : OTHER_CURRENCY_SCALE
  const price = priceBelow(MAX_USD_PRICE * scale)
  const maxMarketCap = MAX_USD_MARKET_CAP * scale
  const marketCap = marketCapUpTo(maxMarketCap)
  const isPrice = (value: unknown): value is number => price.safeParse(value).success

  return z.object({
    id: z.string().regex(COIN_ID_PATTERN),
    symbol: text,
    name: text,
    current_price: number.pipe(price).nullable(),
    last_updated: IsoTime,
    // A cap that cannot be speaks against the whole row: blanked alone, it would take the token out of its layer's size.
    market_cap: number
      .pipe(marketCap)
      .nullish()
      .transform((value) => value ?? null),
    market_cap_rank: numberOrNull('market_cap_rank', Rank),
    fully_diluted_valuation: numberOrNull('fully_diluted_valuation', marketCap),
    total_volume: numberOrNull('total_volume', volumeUpTo(MAX_USD_VOLUME * scale)),
    high_24h: numberOrNull('high_24h', price),
    low_24h: numberOrNull('low_24h', price),
    market_cap_change_24h: numberOrNull(
      'market_cap_change_24h',
      z.number().min(-maxMarketCap).max(maxMarketCap),
    ),
    circulating_supply: numberOrNull('circulating_supply', Supply),
    ath: numberOrNull('ath', price),
    ath_date: IsoTime.nullish()
      .transform((time) => time ?? null)
      .catch(blank('ath_date')),
    price_change_percentage_24h: numberOrNull('price_change_percentage_24h', Percent),
    price_change_percentage_1h_in_currency: numberOrNull('price_change_percentage_1h', Percent),
    price_change_percentage_24h_in_currency: numberOrNull('price_change_percentage_24h', Percent),
    price_change_percentage_7d_in_currency: numberOrNull('price_change_percentage_7d', Percent),
    price_change_percentage_14d_in_currency: numberOrNull('price_change_percentage_14d', Percent),
    price_change_percentage_30d_in_currency: numberOrNull('price_change_percentage_30d', Percent),
    price_change_percentage_200d_in_currency: numberOrNull('price_change_percentage_200d', Percent),
    price_change_percentage_1y_in_currency: numberOrNull('price_change_percentage_1y', Percent),
    sparkline_in_7d: z
      .object({ price: z.array(z.unknown()).max(MAX_SPARKLINE_POINTS) })
      .nullish()
      .catch(blank('sparkline_in_7d'))
      .transform((line) => line?.price.filter(isPrice) ?? []),
  })
}

export type MarketsRowSchema = ReturnType<typeof createMarketsRowSchema>
export type MarketsRow = z.output<MarketsRowSchema>

/** The rows of a `/coins/markets` answer, each still unjudged; an empty answer is no answer. */
export const MarketsBody = z.array(z.unknown()).min(1).max(MAX_MARKETS_ROWS)

const HistoryColumn = z.array(z.unknown()).max(MAX_HISTORY_POINTS)

/** A `/coins/{id}/market_chart` answer, each point still unjudged. Prices make it usable, the rest may be absent. */
export const MarketChartBody = z.object({
  prices: HistoryColumn,
  market_caps: HistoryColumn.optional().catch([]),
  total_volumes: HistoryColumn.optional().catch([]),
})
export type MarketChartBody = z.output<typeof MarketChartBody>

/** The rows of a `/coins/list` answer, each still unjudged. */
export const CoinsListBody = z.array(z.unknown()).min(1).max(MAX_LISTED_COINS)
export const ListedCoin = z.object({
  id: z.string().regex(COIN_ID_PATTERN),
  symbol: z.string().transform(cleanText),
  name: z.string().transform(cleanText),
})
export type ListedCoin = z.output<typeof ListedCoin>

/** Parses a body or throws the `UpstreamError` of a wrong shape. `what` names the expected thing. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown, what: string): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new UpstreamError('bad-shape', `CoinGecko answered with something other than ${what}`, {
    status: 200,
  })
}
