import { FULL_COVERAGE } from '#lib/core/analytics/coverage'
import type { LayerFigures, Snapshot } from '#lib/core/contract/snapshot'
import { WINDOW_WORDS } from '#lib/core/format/briefs/window-words'
import { formatPercent, formatPoints } from '#lib/core/format/format-percent'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'
import { nameOf } from '#lib/core/format/name-of'
import type { LayerWindow } from '#lib/core/market/window'

interface RankedLayer {
  figures: LayerFigures
  change: number
}

/** The snapshot in two or three sentences, from its numbers alone: same snapshot, same words. */
export function textBrief(snapshot: Snapshot, range: LayerWindow): string[] {
  const sentences = [
    layersSentence(snapshot, range),
    sectorSentence(snapshot, range),
    volatilitySentence(snapshot),
  ]
  return sentences.filter((sentence) => sentence !== null)
}

function layersSentence(snapshot: Snapshot, range: LayerWindow): string {
  const ranked = rankLayers(snapshot, range)
  const best = ranked[0]
  const last = ranked.at(-1)
  const over = `over ${WINDOW_WORDS[range]}`
  if (best === undefined || last === undefined) return `No layer's return ${over} is known yet.`
  if (best === last) return `${named(best, range)} ${over}; no other layer's return is known.`
  if (percent(best.change) === percent(last.change))
    return `Every layer stands at ${percent(best.change)} ${over}.`
  const lead = best.change > 0 ? 'leads' : 'holds up best'
  const first = `${best.figures.name} ${lead} ${over} at ${figure(best, range)}${driver(snapshot, best, range)}`
  return `${first}; ${last.figures.name} is last at ${figure(last, range)}${driver(snapshot, last, range)}.`
}

function rankLayers(snapshot: Snapshot, range: LayerWindow): RankedLayer[] {
  const known = snapshot.layers.flatMap((figures) => {
    const change = figures.returns[range]
    return change === null ? [] : [{ figures, change }]
  })
  return known.sort((a, b) => b.change - a.change || a.figures.rank - b.figures.rank)
}

function named(layer: RankedLayer, range: LayerWindow): string {
  return `${layer.figures.name} stands at ${figure(layer, range)}`
}

function figure({ figures, change }: RankedLayer, range: LayerWindow): string {
  const coverage = figures.returnsCoverage[range]
  const provisional = coverage !== null && coverage < FULL_COVERAGE
  return provisional ? `${percent(change)} (provisional)` : percent(change)
}

/** The token that pushed most in the direction the layer went. */
function driver(snapshot: Snapshot, { figures, change }: RankedLayer, range: LayerWindow): string {
  const top = figures.topContributions[range].find(({ value }) => value * change > 0)
  if (top === undefined) return ''
  const name = nameOf(snapshot.tokens, top.id)
  return `, ${change > 0 ? 'carried' : 'held back'} by ${name} (${formatPoints(top.value).text})`
}

function sectorSentence({ sector }: Snapshot, range: LayerWindow): string | null {
  const change = sector.returns[range]
  const { up, down } = sector.breadth24h
  const breadth = up + down === 0 ? null : `${tokens(up)} rose and ${down} fell`
  if (change === null) return breadth === null ? null : `Over 24 hours ${breadth}.`
  const whole = `The sector as a whole is at ${percent(change)}`
  if (breadth === null) return `${whole}.`
  return range === '24h' ? `${whole}; ${breadth}.` : `${whole}; over 24 hours ${breadth}.`
}

function tokens(count: number): string {
  return count === 1 ? '1 token' : `${count} tokens`
}

function volatilitySentence({ sector }: Snapshot): string | null {
  const { value, percentile } = sector.volatility30d
  if (value === null) return null
  const level = `The sector's 30-day volatility is ${formatVolatility(value).text} a year`
  return percentile === null
    ? `${level}.`
    : `${level}, the ${formatPercentile(percentile).text} of its own year.`
}

function percent(fraction: number): string {
  return formatPercent(fraction).text
}
