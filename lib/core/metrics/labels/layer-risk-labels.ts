import type { MetricLabel } from '#lib/core/metrics/metric'

/** Labels of figures that only a layer's own screen shows: who carries its risk, and how it grows. */
export const riskContribution = {
  id: 'risk-contribution',
  name: 'Contribution to risk',
  shortName: 'Risk share',
  unit: '% a year, and % of the whole',
  window: '90 daily returns all tokens have, at least 60',
  meaning: "how much of the layer's volatility comes from one token",
} as const satisfies MetricLabel

export const diversificationRatio = {
  id: 'diversification-ratio',
  name: 'Diversification ratio',
  shortName: 'Divers.',
  unit: 'no unit, 1 or more',
  window: '90 daily returns all tokens have, at least 60',
  meaning: 'how much mixing the tokens lowers the risk',
} as const satisfies MetricLabel

export const absorptionRatio = {
  id: 'absorption-ratio',
  name: 'Absorption ratio',
  shortName: 'Absorption',
  unit: '% of all variance',
  window: '180 daily returns all tokens have, at least 60',
  meaning: 'whether a layer is one trade or many',
} as const satisfies MetricLabel

export const cohesion = {
  id: 'cohesion',
  name: 'Cohesion',
  shortName: 'Cohesion',
  unit: '−1 to 1, with a p-value',
  window: '180 daily returns, at least 60',
  meaning: 'whether the layer moves together beyond Bitcoin and the sector',
} as const satisfies MetricLabel

export const issuanceDrag = {
  id: 'issuance-drag',
  name: 'Issuance drag',
  shortName: 'Issuance',
  unit: '%',
  window: 'rolling 24 h',
  meaning: "how much of a layer's growth in size is new supply and not price",
} as const satisfies MetricLabel
