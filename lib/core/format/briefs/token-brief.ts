import type { TokenBeta, TokenDetail } from '#lib/core/contract/token-detail'
import { formatPercent } from '#lib/core/format/format-percent'
import { formatPrice } from '#lib/core/format/format-price'
import { formatRatio } from '#lib/core/format/format-ratio'
import { formatUtcDate } from '#lib/core/format/format-time'
import { formatTurnover } from '#lib/core/format/format-turnover'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'
import type { SeriesRange } from '#lib/core/market/window'

const RANGE_WORDS: Readonly<Record<SeriesRange, string>> = {
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  '1y': 'one year',
}

/** One token in a few sentences, from its numbers alone: same numbers, same words. */
export function tokenBrief(detail: TokenDetail): string[] {
  const sentences = [
    priceSentence(detail),
    drawdownSentence(detail),
    volatilitySentence(detail),
    betaSentence(detail),
    liquiditySentence(detail),
  ]
  return sentences.filter((sentence) => sentence !== null)
}

function priceSentence({ token, range, currency }: TokenDetail): string {
  const { name, price, returns } = token
  if (price === null) return `No price of ${name} is known.`
  const stands = `${name} stands at ${formatPrice(price, currency).text}`
  const over = RANGE_WORDS[range]
  const change = returns[range]
  if (change !== null) return `${stands}, ${formatPercent(change).text} over ${over}.`
  const day = returns['24h']
  const known = day === null ? '' : `, ${formatPercent(day).text} over 24 hours`
  return `${stands}${known}; its return over ${over} is not known.`
}

/** The longest window that is known. */
function drawdownSentence({ drawdown }: TokenDetail): string | null {
  const known = drawdown.findLast(({ maximum }) => maximum !== null)
  if (known === undefined || known.maximum === null) return null
  const { window, maximum, current, peak, trough, recovery } = known
  if (maximum === 0) return `It has not closed below an earlier close for ${window} days.`
  const dates = peak === null || trough === null ? '' : ` (${dateOf(peak)} to ${dateOf(trough)})`
  const fall = `Its deepest fall of ${window} days was ${formatPercent(maximum).text}${dates}`
  const now = current === null ? null : formatPercent(current).text
  if (current === 0) return `${fall}; it now stands at the highest close since.`
  if (now === null) return `${fall}.`
  return `${fall}, ${recovery === null ? 'not made good yet' : `made good on ${dateOf(recovery)}`}; the last close stood ${now} from the high.`
}

function dateOf(time: number): string {
  return formatUtcDate(new Date(time).toISOString())
}

function volatilitySentence({ volatility }: TokenDetail): string | null {
  const month = volatility.find(({ window }) => window === 30)
  if (month === undefined || month.current === null) return null
  const level = `Its 30-day volatility is ${formatVolatility(month.current).text} a year`
  return month.percentile === null
    ? `${level}.`
    : `${level}, the ${formatPercentile(month.percentile).text} of its own year.`
}

function betaSentence({ betas }: TokenDetail): string | null {
  const phrase = ({ id, kind, name, beta }: TokenBeta) =>
    `${formatRatio(beta).text} to ${kind === 'layer' ? `the rest of ${name}` : id === 'sector' ? `the ${name}` : name}`
  const told = betas.filter(
    ({ id, kind, beta }) => beta !== null && (id === 'bitcoin' || kind === 'layer' || id === 'sector'),
  )
  const wanted = told.some(({ kind }) => kind === 'layer') ? told.filter(({ id }) => id !== 'sector') : told
  return wanted.length === 0 ? null : `Over 90 days its beta is ${wanted.map(phrase).join(' and ')}.`
}

function liquiditySentence({ liquidity: { isThin, turnover, thinBelow } }: TokenDetail): string | null {
  if (isThin !== true) return null
  const share =
    turnover === null ? '' : `: ${formatTurnover(turnover).text} of its market cap changed hands in 24 hours`
  return `Its market is thin${share}, below ${formatTurnover(thinBelow).text}.`
}
