import { layerHue } from '#lib/core/chart/layer-hue'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { formatCompact } from '#lib/core/format/format-compact'
import { formatPercent } from '#lib/core/format/format-percent'
import { formatPrice } from '#lib/core/format/format-price'
import { formatVolatility } from '#lib/core/format/format-volatility'
import { type Preview, plainFigure, returnFigure } from '#lib/core/preview/preview'

/** One token; `null` for one that is not on the board. */
export function tokenPreview(snapshot: Snapshot, tokenId: string): Preview | null {
  const token = snapshot.tokens.find(({ id }) => id === tokenId)
  if (token === undefined) return null
  const layer = snapshot.layers.find(({ id }) => id === token.layer)
  const price = formatPrice(token.price, snapshot.currency).text
  const change = formatPercent(token.returns['24h']).text
  const symbol = token.symbol.toUpperCase()
  const place = layer === undefined ? 'Benchmark' : layer.name
  return {
    title: `${token.name} ${symbol}`,
    headline: `${token.name} (${symbol}) ${price}, ${change} over 24 h`,
    description: `${token.name} in the Crypto-AI stack: ${place}. Price ${price}, ${change} over 24 h, 30-day volatility ${formatVolatility(token.volatility['30d']).text} a year.`,
    lead: plainFigure(place, price),
    figures: [
      returnFigure('24 h', token.returns['24h']),
      returnFigure('7 d', token.returns['7d']),
      returnFigure('30 d', token.returns['30d']),
      plainFigure('Volatility 30 d, annualised', formatVolatility(token.volatility['30d']).text),
      plainFigure('Market cap', formatCompact(token.marketCap, snapshot.currency).text),
    ],
    hue: layerHue(layer?.rank ?? null),
    line: token.sparkline7d,
  }
}
