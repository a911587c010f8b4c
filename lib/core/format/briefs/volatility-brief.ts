import type { VolatilityAnswer, VolatilityEntity } from '#lib/core/contract/volatility'
import { historyWords } from '#lib/core/format/briefs/history-words'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'

/** Percentiles from which a volatility is called unusual against its own past. */
const UNUSUALLY_HIGH = 0.9
const UNUSUALLY_LOW = 0.1
const NAMES_TOLD = 3

type Known = VolatilityEntity & { current: number }

/** The comparison in a few sentences, from its numbers alone: same answer, same words. */
export function volatilityBrief(answer: VolatilityAnswer): string[] {
  const ranked = answer.ranking.order.flatMap((place) => {
    const entity = answer.entities[place]
    return entity === undefined || entity.current === null ? [] : [{ ...entity, current: entity.current }]
  })
  const sentences = [
    rankSentence(answer, ranked),
    bandSentence(ranked),
    standingSentence(ranked),
    unknownSentence(answer.entities),
  ]
  return sentences.filter((sentence) => sentence !== null)
}

function rankSentence({ window, estimator }: VolatilityAnswer, ranked: readonly Known[]): string {
  const basis = {
    close: `Over ${window} days`,
    ewma: 'By EWMA',
    hourly: `By hourly returns over ${window} days`,
    rogersSatchell: `By highs and lows over ${window} days`,
  }[estimator]
  const [top] = ranked
  const calmest = ranked.at(-1)
  if (top === undefined || calmest === undefined) return `${basis} no volatility is known.`
  const first = `${basis} ${top.name} stands at ${percent(top.current)} a year${bandOf(top)}`
  if (top === calmest) return `${first}; no other is known.`
  return `${basis} ${top.name} is the most volatile of ${ranked.length} at ${percent(top.current)} a year${bandOf(
    top,
  )}; ${calmest.name} is the calmest at ${percent(calmest.current)}${bandOf(calmest)}.`
}

function bandOf({ low, high }: Known): string {
  return low === null || high === null ? '' : ` (${percent(low)} to ${percent(high)})`
}

/** Whose band the leader's overlaps. */
function bandSentence(ranked: readonly Known[]): string | null {
  const [top, ...others] = ranked
  if (top === undefined || top.low === null || others.length === 0) return null
  const { low } = top
  const alike = others.filter(({ high }) => high !== null && high >= low)
  if (alike.length === 0) return `No other 95 % band reaches that of ${top.name}.`
  if (alike.length === others.length) {
    return `Every other 95 % band overlaps that of ${top.name}: the lead is within its own error.`
  }
  return `The 95 % bands of ${list(alike.map(({ name }) => name))} overlap that of ${top.name}: that order is within its error.`
}

function standingSentence(ranked: readonly Known[]): string | null {
  const known = ranked.flatMap(({ name, percentile }) => (percentile === null ? [] : [{ name, percentile }]))
  if (known.length === 0) return null
  const told = (part: typeof known) =>
    list(part.map(({ name, percentile }) => `${name} (${formatPercentile(percentile).text})`))
  const high = known.filter(({ percentile }) => percentile >= UNUSUALLY_HIGH)
  const low = known.filter(({ percentile }) => percentile <= UNUSUALLY_LOW).toReversed()
  const parts = [
    high.length > 0 ? `${told(high)} high` : null,
    low.length > 0 ? `${told(low)} low` : null,
  ].filter((part) => part !== null)
  if (parts.length > 0) return `Against the own past year ${parts.join(', ')}.`
  return 'Against the own past year none is unusual.'
}

function unknownSentence(entities: readonly VolatilityEntity[]): string | null {
  const unknown = entities.filter(({ current }) => current === null)
  if (unknown.length === 0) return null
  const told = unknown.map((entity) => `${entity.name} (${shortHistory(entity)})`)
  return `Not known: ${list(told)}.`
}

/** Without the outlook, which would make the sentence long. */
function shortHistory(entity: VolatilityEntity): string {
  return historyWords({ ...entity, daysToEnough: null })
}

/** 'A', 'A and B', 'A, B and C', 'A, B, C and 2 more'. */
function list(names: readonly string[]): string {
  const told = names.slice(0, NAMES_TOLD)
  const rest = names.length - told.length
  const parts = rest > 0 ? [...told, `${rest} more`] : told
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function percent(fraction: number): string {
  return formatVolatility(fraction).text
}
