import { layerHue } from '#lib/core/chart/layer-hue'
import type { LayerFigures, Snapshot } from '#lib/core/contract/snapshot'
import { textBrief } from '#lib/core/format/briefs/text-brief'
import { formatCompact } from '#lib/core/format/format-compact'
import { formatPercent, formatPoints } from '#lib/core/format/format-percent'
import { formatVolatility } from '#lib/core/format/format-volatility'
import { nameOf } from '#lib/core/format/name-of'
import { type Preview, plainFigure, returnFigure } from '#lib/core/preview/preview'

function fromTop({ layers }: Snapshot): LayerFigures[] {
  return layers.toSorted((a, b) => b.rank - a.rank)
}

/** The Overview: the sector and its four layers, top of the stack first. */
export function overviewPreview(snapshot: Snapshot): Preview {
  const change = snapshot.sector.returns['24h']
  return {
    title: 'AI crypto by layer',
    headline: `AI crypto ${formatPercent(change).text} over 24 h, by layer`,
    description: textBrief(snapshot, '24h').join(' '),
    lead: returnFigure('Sector, 24 h', change),
    figures: fromTop(snapshot).map(({ name, returns, rank }) =>
      returnFigure(name, returns['24h'], layerHue(rank)),
    ),
    hue: null,
    line: snapshot.sector.line7d,
  }
}

/** The Volatility screen: 30-day volatility of the sector and each layer. */
export function volatilityPreview(snapshot: Snapshot): Preview {
  const level = formatVolatility(snapshot.sector.volatility30d.value).text
  return {
    title: 'Volatility',
    headline: `Volatility of AI crypto: ${level} a year`,
    description: `30-day realised volatility of the AI sector is ${level} a year. Compare tokens and layers, with confidence bands, cones and correlation.`,
    lead: plainFigure('Sector, 30 d, annualised', level),
    figures: fromTop(snapshot).map(({ name, volatility30d, rank }) =>
      plainFigure(name, formatVolatility(volatility30d.value).text, layerHue(rank)),
    ),
    hue: null,
    line: [],
  }
}

/** The Stack screen: how many tokens each layer holds, and its size. */
export function stackPreview(snapshot: Snapshot): Preview {
  const total = formatCompact(snapshot.sector.marketCap, snapshot.currency).text
  return {
    title: 'The stack',
    headline: `The Crypto-AI stack: ${snapshot.coverage.expected} tokens in ${snapshot.layers.length} layers`,
    description: `Every mapped project of the Crypto-AI stack, by layer and category: ${snapshot.coverage.expected} tokens, together ${total}.`,
    lead: plainFigure('Market cap', total),
    figures: fromTop(snapshot).map(({ name, tokenCount, marketCap, rank }) =>
      plainFigure(
        name,
        `${tokenCount} tokens, ${formatCompact(marketCap, snapshot.currency).text}`,
        layerHue(rank),
      ),
    ),
    hue: null,
    line: [],
  }
}

const MOVERS = 3

/** One layer; `null` for one that is not on the board. */
export function layerPreview(snapshot: Snapshot, layerId: string): Preview | null {
  const layer = snapshot.layers.find(({ id }) => id === layerId)
  if (layer === undefined) return null
  const change = formatPercent(layer.returns['24h']).text
  const movers = layer.topContributions['24h'].slice(0, MOVERS)
  const moved = movers
    .map(({ id, value }) => `${nameOf(snapshot.tokens, id)} ${formatPoints(value).text}`)
    .join(', ')
  return {
    title: layer.name,
    headline: `${layer.name} ${change} over 24 h`,
    description: `${layer.summary}${moved === '' ? '' : ` Moved most: ${moved}.`}`,
    lead: returnFigure('24 h', layer.returns['24h']),
    figures: [
      returnFigure('7 d', layer.returns['7d']),
      plainFigure('Volatility 30 d, annualised', formatVolatility(layer.volatility30d.value).text),
      ...movers.map(({ id, value }) => ({
        ...returnFigure(nameOf(snapshot.tokens, id), value),
        text: formatPoints(value).text,
      })),
    ],
    hue: layerHue(layer.rank),
    line: layer.line7d,
  }
}
