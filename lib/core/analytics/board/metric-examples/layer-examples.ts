import { absorptionRatio } from '#lib/core/analytics/absorption-ratio'
import { SECTOR } from '#lib/core/analytics/board/constituents'
import { dailyWindow, spanOf } from '#lib/core/analytics/board/daily-window'
import { type Entity, entityOf } from '#lib/core/analytics/board/entity-closes'
import { layerBasket } from '#lib/core/analytics/board/layer-basket'
import type { ExampleContext } from '#lib/core/analytics/board/metric-examples/example-context'
import {
  type ExampleFigure,
  figure,
  type MetricExample,
} from '#lib/core/analytics/board/metric-examples/metric-example'
import { DAYS_PER_YEAR } from '#lib/core/analytics/close-to-close-volatility'
import { dispersion } from '#lib/core/analytics/dispersion'
import { issuanceDrag } from '#lib/core/analytics/issuance-drag'
import { type RiskContribution, riskContribution } from '#lib/core/analytics/risk-contribution'
import { WINDOW_MS } from '#lib/core/market/window'
import type * as labels from '#lib/core/metrics/labels/layer-labels'
import type * as riskLabels from '#lib/core/metrics/labels/layer-risk-labels'

type Labels = typeof labels & typeof riskLabels
type Id = Labels[keyof Labels]['id']

const INDEX_DAYS = 30
const RISK_DAYS = 90
const STRUCTURE_DAYS = 180
const MINIMUM_RETURNS = 60

type Figures = Pick<MetricExample, 'results' | 'inputs'>

/** Worked examples of the token's layer. */
export function layerExamples(context: ExampleContext): Record<Id, MetricExample> {
  const { layer, input, lastDay } = context
  const held = heldTokens(context)
  const index = input.indices.get(layer.id)
  const sector = input.indices.get(SECTOR)
  const since = (days: number, firstDay: number | undefined, figures: Figures): MetricExample => ({
    subject: layer.name,
    window: firstDay === undefined ? null : spanOf(firstDay, lastDay, days),
    ...figures,
  })
  const today = (figures: Figures): MetricExample => ({
    subject: layer.name,
    window: { from: input.market.asOf - WINDOW_MS['24h'], to: input.market.asOf },
    ...figures,
  })
  const risk = riskContribution(
    byDate(held, RISK_DAYS),
    held.map(({ weight }) => weight),
    { periodsPerYear: DAYS_PER_YEAR, minObs: MINIMUM_RETURNS },
  )
  const common = held.length === 0 ? undefined : Math.max(...held.map(({ series }) => series.firstDay))
  return {
    'layer-index': since(INDEX_DAYS, index?.firstDay, indexFigures(context)),
    breadth: today(breadthFigures(context)),
    dispersion: today(dispersionFigures(context)),
    'risk-contribution': since(RISK_DAYS, common, riskFigures(context, held, risk)),
    'diversification-ratio': since(RISK_DAYS, common, diversificationFigures(risk)),
    'absorption-ratio': since(STRUCTURE_DAYS, common, absorptionFigures(held)),
    cohesion: since(STRUCTURE_DAYS, sector?.firstDay, cohesionFigures(context)),
    'issuance-drag': today(issuanceFigures(context)),
  }
}

interface HeldToken {
  series: Entity
  /** In the layer's index now. */
  weight: number
  /** Simple daily returns, the last `STRUCTURE_DAYS` days. */
  returns: readonly (number | null)[]
}

/** The tokens the layer's index holds now. */
function heldTokens({ layer, input, lastDay }: ExampleContext): HeldToken[] {
  return [...(input.indices.get(layer.id)?.weights ?? [])].flatMap(([id, weights]) => {
    const weight = weights.at(-1)
    const series = entityOf(id, 'id', input)
    if (weight === undefined || weight === 0 || series === null) return []
    return [{ series, weight, returns: dailyWindow(series, lastDay, STRUCTURE_DAYS).returns }]
  })
}

/** `[date][token]` of the last days. */
function byDate(held: readonly HeldToken[], days: number): (number | null)[][] {
  const columns = held.map(({ returns }) => returns.slice(-days))
  return Array.from({ length: days }, (_, date) => columns.map((returns) => returns[date] ?? null))
}

function indexFigures({ layer, input, lastDay }: ExampleContext) {
  const index = input.indices.get(layer.id)
  const entity = entityOf(layer.id, layer.id === SECTOR ? 'id' : 'layer', input)
  const month = entity ? dailyWindow(entity, lastDay, INDEX_DAYS).closes : []
  const [first = null] = month
  const last = month.at(-1) ?? null
  const reason = index?.reason ?? 'too-short'
  const held = [...(index?.weights.values() ?? [])].filter((weights) => (weights.at(-1) ?? -1) > 0).length
  return {
    results: [
      figure('newest level', 'level', last, { n: held, reason }),
      figure('change over 30 days', 'percent', first === null || last === null ? null : last / first - 1, {
        reason,
      }),
    ],
    inputs: [
      figure('first day of the index', 'day', index && index.reason === null ? index.firstDay : null, {
        reason,
      }),
      figure('level 30 days ago', 'level', first, { reason }),
      figure('tokens held', 'count', held),
    ],
  }
}

function breadthFigures({ layer: { breadth24h: breadth } }: ExampleContext) {
  return {
    results: [figure('up', 'count', breadth.up), figure('down', 'count', breadth.down)],
    inputs: [figure('unchanged', 'count', breadth.unchanged), figure('unknown', 'count', breadth.unknown)],
  }
}

function dispersionFigures({ members, input, layer }: ExampleContext) {
  const shares = layerBasket(members, '24h', input.weighting).basket?.shares ?? []
  const { weighted, equal, n, reason } = dispersion(
    shares.map((share) => share.return),
    shares.map((share) => share.weight),
  )
  return {
    results: [figure('weighted', 'unsigned', weighted, { n, reason })],
    inputs: [
      figure('every token alike', 'unsigned', equal, { reason }),
      figure('return of the layer', 'percent', layer.returns['24h'], { reason: 'low-coverage' }),
    ],
  }
}

function riskFigures(
  { row, layer }: ExampleContext,
  held: readonly HeldToken[],
  risk: RiskContribution,
): Figures {
  const at = held.findIndex(({ series }) => series.id === row.id)
  const own = (values: readonly number[] | null) => values?.[at] ?? null
  const notes = { n: risk.n, reason: at === -1 ? ('not-in-basket' as const) : risk.reason }
  return {
    results: [
      figure(row.name, 'unsigned', own(risk.contribution), notes),
      figure(`of all of ${layer.name}`, 'percent', own(risk.share), notes),
    ],
    inputs: [
      figure('weight in the index', 'number', held[at]?.weight ?? null, { reason: 'not-in-basket' }),
      figure('risk per unit of weight', 'number', own(risk.marginal), { reason: notes.reason }),
      figure('volatility of the portfolio', 'unsigned', risk.volatility, { reason: risk.reason }),
    ],
  }
}

function diversificationFigures(risk: RiskContribution) {
  const { diversificationRatio, weightedAverageVolatility, volatility, n, reason } = risk
  return {
    results: [figure('90 days', 'ratio', diversificationRatio, { n, reason })],
    inputs: [
      figure('weighted average of token volatilities', 'unsigned', weightedAverageVolatility, { reason }),
      figure('volatility of the portfolio', 'unsigned', volatility, { reason }),
    ],
  }
}

function absorptionFigures(held: readonly HeldToken[]): Figures {
  const {
    absorptionRatio: value,
    avgPairwiseCorrelation,
    n,
    k,
    reason,
  } = absorptionRatio(byDate(held, STRUCTURE_DAYS), { minObs: MINIMUM_RETURNS })
  return {
    results: [figure('180 days', 'unsigned', value, { n, reason })],
    inputs: [
      figure('mean pairwise correlation', 'ratio', avgPairwiseCorrelation, { reason }),
      figure('factors counted', 'count', k),
      figure('tokens', 'count', held.length),
    ],
  }
}

function cohesionFigures({ risk: { cohesion } }: ExampleContext) {
  const { value, pValue, n, tokens, poolSize, reason } = cohesion
  return {
    results: [
      figure('mean correlation', 'ratio', value, { n, reason }),
      figure('p-value', 'number', pValue, { reason: reason ?? 'too-few-constituents' }),
    ],
    inputs: [
      figure('tokens of the layer', 'count', tokens),
      figure('tokens with residuals', 'count', poolSize),
    ],
  }
}

function issuanceFigures({ members, row }: ExampleContext) {
  const { drag, tokens, n, reason } = issuanceDrag(
    members.map(({ mapped, quote, returns }) => ({
      id: mapped.id,
      marketCap: quote?.marketCap ?? null,
      marketCapChange24h: quote?.marketCapChange24h ?? null,
      return24h: returns['24h'],
    })),
  )
  const own = tokens.find(({ id }) => id === row.id)
  const inputs: ExampleFigure[] = [
    figure(`${row.name} alone`, 'percent', own?.drag ?? null, { reason: own ? own.reason : 'not-in-basket' }),
    figure('tokens that count', 'count', n),
  ]
  return { results: [figure('24h', 'percent', drag, { n, reason })], inputs }
}
