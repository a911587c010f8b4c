import { absorptionRatio } from '#lib/core/analytics/absorption-ratio'
import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { constituentIds, SECTOR } from '#lib/core/analytics/board/constituents'
import { DAYS_PER_YEAR } from '#lib/core/analytics/close-to-close-volatility'
import { type Cohesion, type CohesionToken, cohesion } from '#lib/core/analytics/cohesion'
import { closeAt, startOfDay } from '#lib/core/analytics/daily-closes'
import { exSelfReturn } from '#lib/core/analytics/ex-self-return'
import type { LayerIndex } from '#lib/core/analytics/layer-index'
import { riskContribution } from '#lib/core/analytics/risk-contribution'
import { simpleReturns } from '#lib/core/analytics/simple-returns'
import { DAY_MS } from '#lib/core/market/window'

const RISK_DAYS = 90
const ABSORPTION_DAYS = 180
const COHESION_DAYS = 180
const MINIMUM_RETURNS = 60
/** The random groups of the permutation test are the same on every machine and every day. */
const COHESION_SEED = 20_261_122
const BENCHMARK = 'bitcoin'

export interface LayerRisk {
  /** Share of the layer's risk by token id, at today's index weights. */
  riskShares: ReadonlyMap<string, number>
  diversificationRatio: number | null
  absorptionRatio: number | null
  averageCorrelation: number | null
  cohesion: Cohesion
}

/** What only daily history can say of a layer: who carries its risk, and whether it is a group or a label. */
export function layerRisk(layer: string, input: BoardInput): LayerRisk {
  const ids = constituentIds(input.stack, layer, input.scope, input.now)
  const index = input.indices.get(layer)
  const held = index ? ids.filter((id) => isHeld(index, id)) : []
  const weights = held.map((id) => index?.weights.get(id)?.at(-1) as number)
  const risk = riskContribution(byDate(held, RISK_DAYS, input), weights, {
    periodsPerYear: DAYS_PER_YEAR,
    minObs: MINIMUM_RETURNS,
  })
  const absorption = absorptionRatio(byDate(held, ABSORPTION_DAYS, input), { minObs: MINIMUM_RETURNS })
  return {
    riskShares: new Map(held.flatMap((id, at) => shareOf(id, risk.share?.[at]))),
    diversificationRatio: risk.diversificationRatio,
    absorptionRatio: absorption.absorptionRatio,
    averageCorrelation: absorption.avgPairwiseCorrelation,
    cohesion: layerCohesion(ids, input),
  }
}

function shareOf(id: string, share: number | undefined): [string, number][] {
  return share === undefined ? [] : [[id, share]]
}

function isHeld({ weights }: LayerIndex, id: string): boolean {
  const weight = weights.get(id)?.at(-1)
  return weight !== undefined && weight > 0
}

/** Daily simple returns of the last days, `[date][token]`. */
function byDate(ids: readonly string[], days: number, input: BoardInput): (number | null)[][] {
  const series = ids.map((id) => lastReturns(id, days, input))
  return Array.from({ length: days }, (_, date) => series.map((returns) => returns[date] ?? null))
}

function lastReturns(id: string, days: number, { history, now }: BoardInput): (number | null)[] {
  const daily = history.get(id)?.daily
  const lastDay = startOfDay(now)
  const closes = Array.from({ length: days + 1 }, (_, at) =>
    daily ? closeAt(daily, lastDay - (days - at) * DAY_MS) : null,
  )
  return simpleReturns(closes)
}

function layerCohesion(group: readonly string[], input: BoardInput): Cohesion {
  const sector = input.indices.get(SECTOR)
  const pool = sector ? [...sector.weights.keys()].map((id) => cohesionToken(id, sector, input)) : []
  const bitcoin = lastReturns(BENCHMARK, COHESION_DAYS, input)
  return cohesion({ pool, group, bitcoin, seed: COHESION_SEED })
}

/** The sector's return without the token, at the begin-of-day weights of the sector's index. */
function cohesionToken(id: string, sector: LayerIndex, input: BoardInput): CohesionToken {
  const returns = lastReturns(id, COHESION_DAYS, input)
  const lastDay = startOfDay(input.now)
  const slotOf = (date: number) => (lastDay - sector.firstDay) / DAY_MS - (COHESION_DAYS - 1 - date)
  const sectorExSelf = returns.map((tokenReturn, date) => {
    const slot = slotOf(date)
    const before = sector.levels[slot - 1] ?? null
    const after = sector.levels[slot] ?? null
    const weight = sector.weights.get(id)?.[slot - 1]
    if (before === null || after === null || weight === undefined) return null
    const indexReturn = after / before - 1
    return weight === 0 ? indexReturn : exSelfReturn({ indexReturn, weight, tokenReturn })
  })
  return { id, returns, sectorExSelf }
}
