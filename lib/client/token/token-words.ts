import { REASON_WORDS } from '#lib/client/words/wording'
import type { TokenDetail, TokenReason } from '#lib/core/contract/token-detail'
import { formatUtcDate } from '#lib/core/format/format-time'
import type { SeriesRange } from '#lib/core/market/window'

/** Why a figure of a token is unknown, after "unknown: ". */
export const TOKEN_REASON_WORDS: Readonly<Record<TokenReason, string>> = {
  ...REASON_WORDS,
  'no-downside': 'it never fell short of 0',
  'no-drawdown': 'its price never fell',
  'inconsistent-candle': 'a candle contradicts itself',
  'out-of-range': 'the result is too large to be a number',
  'no-volume': 'its volume is not known',
  'no-supply': 'its supply is not known',
  'no-valuation': 'its fully diluted valuation is not known',
  'no-range': 'its 24 h high and low are not known',
  'no-shape': 'its 7-day line is not known hour by hour',
}

/** The same with how far it has come: '89 of 292 daily returns, 203 days to go'. */
export function shortWords(reason: TokenReason | null, n: number, needed: number): string {
  if (reason === null) return ''
  if (reason !== 'too-short' || n >= needed || n === 0) return TOKEN_REASON_WORDS[reason]
  const days = needed - n
  return `${n} of ${needed} daily returns, ${days === 1 ? '1 day' : `${days} days`} to go`
}

/** Why a project has no numbers at all and whether it will have them; `null` for one that has any. */
export function noNumbersWords(detail: TokenDetail): string[] | null {
  const { token, chart, since, asOf, source } = detail
  if (token.price !== null || chart.reason === null) return null
  const words = token.note === null ? [] : [sentence(token.note)]
  if (token.listing === 'inactive')
    return [
      `${token.name} trades nowhere any more.`,
      ...words,
      'It keeps its place on the map, without numbers.',
    ]
  const isLater = since !== null && Date.parse(since) > Date.parse(asOf)
  if (isLater && source === 'recorded') {
    const trades = `${token.name} trades since ${formatUtcDate(since)}`
    return [
      `${trades}, after the recording of ${formatUtcDate(asOf)}.`,
      'Live data has its numbers.',
      ...words,
    ]
  }
  if (token.listing === 'pre-launch' || isLater) {
    const when = since === null ? 'no date is known' : `expected on ${formatUtcDate(since)}`
    return [`${token.name} does not trade yet: ${when}.`, ...words, 'Its numbers begin with its first price.']
  }
  if (source === 'recorded')
    return [
      `The recording of ${formatUtcDate(asOf)} holds no price of ${token.name}.`,
      'Live data has it.',
      ...words,
    ]
  return [
    `CoinGecko's answers have held no price of ${token.name} so far.`,
    'It is asked for again with every refresh.',
    ...words,
  ]
}

function sentence(text: string): string {
  const whole = /[.!?]$/.test(text) ? text : `${text}.`
  return whole.charAt(0).toUpperCase() + whole.slice(1)
}

const RANGE_DAYS: Readonly<Record<SeriesRange, number>> = {
  '24h': 1,
  '7d': 7,
  '30d': 30,
  '90d': 90,
  '1y': 365,
}

/** What stands in place of the price chart; `null` where there is a line. */
export function emptyChartWords({ chart, token, source, range }: TokenDetail): string | null {
  if (chart.reason === null) return null
  if (source === 'recorded') return `The recording holds no history of ${token.name}.`
  const days = chart.times.length
  if (chart.reason === 'history-filling')
    return `The history of ${token.name} is still on its way: it comes by itself within minutes.`
  return `${days} of ${RANGE_DAYS[range]} days are stored; a line needs two. One more comes each midnight, UTC.`
}
