import { FULL_COVERAGE } from '#lib/core/analytics/coverage'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import { WEIGHTINGS, type Weighting } from '#lib/core/contract/vocabulary'
import { cohesionWords } from '#lib/core/format/briefs/cohesion-words'
import { WINDOW_WORDS } from '#lib/core/format/briefs/window-words'
import { formatPercent, formatPoints } from '#lib/core/format/format-percent'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'

/** One layer in a few sentences, from its answer alone: same answer, same words. */
export function layerBrief(detail: LayerDetail): string[] {
  const sentences = [
    returnSentence(detail),
    breadthSentence(detail),
    spreadSentence(detail),
    volatilitySentence(detail),
    cohesionWords(detail.cohesion),
  ]
  return sentences.filter((sentence) => sentence !== null)
}

function returnSentence(detail: LayerDetail): string {
  const { layer, range, contributionSum: change, coverage } = detail
  const over = `over ${WINDOW_WORDS[range]}`
  if (change === null) return `The return of ${layer.name} ${over} is not known.`
  const provisional = coverage !== null && coverage < FULL_COVERAGE ? ' (provisional)' : ''
  return `${layer.name} is at ${percent(change)}${provisional} ${over}${drivers(detail, change)}.`
}

/** Who pushed most the way the layer went, and who most against it. */
function drivers({ constituents }: LayerDetail, change: number): string {
  const find = (isWith: boolean) =>
    constituents.find(({ contribution }) => contribution !== null && contribution * change > 0 === isWith)
  const named = (token: (typeof constituents)[number]) =>
    `${token.name} (${formatPoints(token.contribution).text})`
  const main = find(true)
  const counter = find(false)
  if (change === 0 || main === undefined) return ''
  const carried = `, ${change > 0 ? 'carried' : 'held back'} by ${named(main)}`
  return counter?.contribution ? `${carried} against ${named(counter)}` : carried
}

function breadthSentence({ breadth: { up, down, unchanged } }: LayerDetail): string | null {
  if (up + down + unchanged === 0) return null
  const same = unchanged === 0 ? '' : ` and ${unchanged} did not move`
  return `${count(up, 'token')} rose, ${down} fell${same}.`
}

const WEIGHTING_NAMES: Readonly<Record<Weighting, string>> = {
  capped: 'capped',
  cap: 'market-cap',
  sqrt: 'square-root',
  equal: 'equal',
}

function spreadSentence({ spread, weighting }: LayerDetail): string | null {
  const { median } = spread
  const known = WEIGHTINGS.flatMap((scheme) => {
    const value = spread[scheme]
    return value === null ? [] : [{ name: WEIGHTING_NAMES[scheme], value }]
  })
  known.sort((a, b) => a.value - b.value)
  const [lowest] = known
  const highest = known.at(-1)
  if (lowest === undefined || highest === undefined || median === null) return null
  const own = `These are ${WEIGHTING_NAMES[weighting]} weights`
  const middle = `the median token is at ${percent(median)}`
  if (percent(lowest.value) === percent(highest.value))
    return `${own}; every other choice gives the same, and ${middle}.`
  return `${own}; the four choices lie between ${percent(lowest.value)} (${lowest.name}) and ${percent(highest.value)} (${highest.name}), and ${middle}.`
}

function volatilitySentence({ volatility: { value, low, high, percentile, n } }: LayerDetail): string | null {
  if (value === null) return null
  const level = `Its 30-day volatility is ${formatVolatility(value).text} a year`
  const band =
    low === null || high === null
      ? ''
      : ` (95 % band ${formatVolatility(low).text} to ${formatVolatility(high).text}, n = ${n} days)`
  const place =
    percentile === null
      ? '; there are too few days for its place in its own year'
      : `, the ${formatPercentile(percentile).text} of its own year`
  return `${level}${band}${place}.`
}

function percent(fraction: number): string {
  return formatPercent(fraction).text
}

function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}s`}`
}
