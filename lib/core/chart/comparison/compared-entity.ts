import { layerHue, NEUTRAL_HUE, pickHue } from '#lib/core/chart/layer-hue'
import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import type { VolatilityAnswer, VolatilityEntity } from '#lib/core/contract/volatility'

/** One member of a comparison, with what every chart of it shares. */
export interface ComparedEntity {
  /** Unique over tokens and layers. */
  key: string
  name: string
  /** Symbol of a token, name of everything else: for places without room. */
  short: string
  kind: ChartLine['kind']
  hue: number
  figures: VolatilityEntity
}

/** Who is compared, in the order of the chips; ids of benchmarks and the sector last. */
export interface ComparedIds {
  layers: readonly { id: string; rank: number | null }[]
  tokens: readonly { id: string; symbol: string }[]
  benchmarks: readonly { id: string; symbol: string }[]
}

/** Key of a layer among the members of a comparison; a token may have the same id. */
export function layerKey(id: string): string {
  return `layer-${id}`
}

/** The members of an answer in the order of the chips; those that are not in it yet are left out. */
export function comparedEntities(
  { entities }: VolatilityAnswer,
  { layers, tokens, benchmarks }: ComparedIds,
): ComparedEntity[] {
  const figuresOf = (id: string, isLayer: boolean) =>
    entities.find((entity) => entity.id === id && (entity.kind === 'layer') === isLayer)
  const member = (figures: VolatilityEntity | undefined, part: Omit<ComparedEntity, 'figures' | 'name'>) =>
    figures === undefined ? [] : [{ ...part, name: figures.name, figures }]
  return [
    ...layers.flatMap(({ id, rank }) => {
      const figures = figuresOf(id, true)
      const short = figures?.name ?? id
      return member(figures, { key: layerKey(id), short, kind: 'layer', hue: layerHue(rank) })
    }),
    ...tokens.flatMap(({ id, symbol }, place) =>
      member(figuresOf(id, false), { key: id, short: symbol, kind: 'token', hue: pickHue(place) }),
    ),
    ...benchmarks.flatMap(({ id, symbol }) => {
      const figures = figuresOf(id, false)
      const kind = figures?.kind === 'sector' ? ('sector' as const) : ('benchmark' as const)
      return member(figures, { key: id, short: symbol, kind, hue: NEUTRAL_HUE })
    }),
  ]
}

/** Longer names do not fit at the end of a line. */
const LONGEST_NAME = 24

/** Rolling volatilities on one time axis, from the first day that anybody has a value to the latest. */
export function rollingLines(compared: readonly ComparedEntity[]): { times: number[]; lines: ChartLine[] } {
  const valuesAt = compared.map(
    ({ figures }) => new Map(figures.times.map((time, at) => [time, figures.rolling[at] ?? null])),
  )
  const days = [...new Set(compared.flatMap(({ figures }) => figures.times))].toSorted((a, b) => a - b)
  const first = days.findIndex((time) => valuesAt.some((values) => (values.get(time) ?? null) !== null))
  const times = first < 0 ? [] : days.slice(first)
  const lines = compared.map(({ key, name, short, kind, hue, figures }, at) => {
    const values = times.map((time) => valuesAt[at]?.get(time) ?? null)
    // A single point is no line, and its label would pass for a present value.
    const isDrawn = values.filter((value) => value !== null).length > 1
    const reason = isDrawn ? null : (figures.reason ?? ('gap' as const))
    return { key, name: name.length > LONGEST_NAME ? short : name, kind, hue, values, reason }
  })
  return { times, lines }
}

/** The rolling value of one member on a day, 00:00 UTC ms; `null` when it has none or no day is asked for. */
export function valueOn({ figures }: ComparedEntity, time: number | null): number | null {
  const at = time === null ? -1 : figures.times.indexOf(time)
  return figures.rolling[at] ?? null
}

/** The ranking among the members on screen; runs are places in `ranked`. */
export interface RankedEntities {
  ranked: ComparedEntity[]
  unknown: ComparedEntity[]
  runs: { first: number; last: number }[]
}

/** Members by the answer's own ranking, those without a value after them. */
export function rankedEntities(
  compared: readonly ComparedEntity[],
  answer: VolatilityAnswer | null,
): RankedEntities {
  const order = answer?.ranking.order.map((place) => answer.entities[place]) ?? []
  const members = order.map((figures) => compared.find((one) => one.figures === figures) ?? null)
  const ranked = members.filter((member) => member !== null)
  const unknown = compared.filter(({ figures }) => figures.current === null)
  const placeOf = (at: number) => members.slice(0, at).filter((member) => member !== null).length
  // While a new selection is on its way, members that were taken out leave their brackets shorter.
  const runs = (answer?.ranking.indistinguishable ?? [])
    .map(({ first, last }) => ({ first: placeOf(first), last: placeOf(last + 1) - 1 }))
    .filter(({ first, last }) => last > first)
  return { ranked, unknown, runs }
}
