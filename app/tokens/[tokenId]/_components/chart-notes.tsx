import type { TokenView } from '#lib/client/token/token-params'
import { TOKEN_REASON_WORDS } from '#lib/client/token/token-words'
import type { TokenLayer } from '#lib/core/chart/time/token-lines'
import type { TokenDetail } from '#lib/core/contract/token-detail'
import { formatPrice } from '#lib/core/format/format-price'
import { formatUtcDate } from '#lib/core/format/format-time'
import { DAY_MS, WINDOW_MS } from '#lib/core/market/window'

interface ChartNotesProps {
  detail: TokenDetail
  layer: TokenLayer | null
  view: TokenView
}

/** What must be known to read the price chart right. */
export function ChartNotes({ detail, layer, view }: ChartNotesProps) {
  const notes = [
    ...stepNotes(detail),
    ...overlayNotes(detail, layer, view),
    ...detail.chart.suspects.map(
      ({ time, price }) =>
        `The close of ${dateOf(time)}, ${formatPrice(price, 'usd').text}, looks like a bad tick: hollow, off the line and out of every statistic.`,
    ),
  ]
  if (detail.chart.reason !== null || notes.length === 0) return null
  return (
    <p className="chart-notes">
      {notes.map((note) => (
        <span key={note}>{note}</span>
      ))}
    </p>
  )
}

const dateOf = (time: number) => formatUtcDate(new Date(time).toISOString())

function stepNotes({ chart, range, currency, asOf }: TokenDetail): string[] {
  const start = Date.parse(asOf) - WINDOW_MS[range]
  const isShort = chart.since !== null && chart.since > start + DAY_MS
  const gaps = chart.price.filter((price) => price === null).length
  const isRunning = chart.times.some((time) => time % DAY_MS !== 0)
  const unit = chart.step === 'hour' ? 'hours' : 'days'
  const isCoarse = chart.step === 'day' && (range === '24h' || range === '7d')
  return [
    chart.step === 'hour'
      ? 'Hourly prices, UTC.'
      : `Closes at 00:00 UTC${isRunning ? ', then the running price' : ''}.`,
    ...(isCoarse
      ? [
          'No hourly prices are known, so the line begins at the midnight before the range: it is not the rolling return.',
        ]
      : []),
    ...(currency === 'usd' ? [] : ['History is in USD whatever the currency of the page.']),
    ...(isShort && chart.since !== null ? [`Stored history begins on ${dateOf(chart.since)}.`] : []),
    ...(gaps === 0 ? [] : [`${gaps} ${unit} without a price are left open.`]),
    ...(chart.provisional
      ? ['Provisional: drawn from the 7-day shape until hourly history has arrived.']
      : []),
  ]
}

function overlayNotes({ chart, token }: TokenDetail, layer: TokenLayer | null, view: TokenView): string[] {
  const wants = (overlay: 'layer' | 'bitcoin') => view.against.includes(overlay)
  const notes: string[] = []
  if (wants('layer') && layer !== null) {
    if (chart.layerReason !== null)
      notes.push(`${layer.name} cannot be drawn: ${TOKEN_REASON_WORDS[chart.layerReason]}.`)
    else if (chart.layerLine === 'basket')
      notes.push(`${layer.name} is its buy-and-hold basket here; its index has daily levels only.`)
    else notes.push(`${layer.name} is its daily index.`)
  }
  if (wants('bitcoin') && token.id !== 'bitcoin' && chart.bitcoinReason !== null)
    notes.push(`Bitcoin cannot be drawn: ${TOKEN_REASON_WORDS[chart.bitcoinReason]}.`)
  return notes
}
