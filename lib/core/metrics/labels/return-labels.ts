import type { MetricLabel } from '#lib/core/metrics/metric'

/** Labels of returns; each its own constant, so that a page loads only those it prints. */
export const price = {
  id: 'price',
  name: 'Last price',
  shortName: 'Price',
  unit: 'board currency',
  window: 'newest accepted quote',
  meaning: 'the newest price the upstream reports, averaged over the venues it tracks',
} as const satisfies MetricLabel

export const dailyClose = {
  id: 'daily-close',
  name: 'Daily close',
  shortName: 'Close',
  unit: 'USD',
  window: '00:00 UTC of each day',
  meaning: 'the price at midnight UTC, from which every daily statistic is made',
} as const satisfies MetricLabel

export const priceReturn = {
  id: 'price-return',
  name: 'Price return',
  shortName: 'Return',
  unit: '%',
  window: 'rolling 1h, 24h, 7d, 14d, 30d, 90d, 200d or 1y',
  meaning: 'the price now against the price one window ago',
} as const satisfies MetricLabel

export const momentum = {
  id: 'momentum',
  name: 'Momentum',
  shortName: 'Momentum',
  unit: '%',
  window: '7, 30 or 90 daily closes',
  meaning: 'the newest daily close against the one a number of days earlier',
} as const satisfies MetricLabel

export const layerReturn = {
  id: 'layer-return',
  name: 'Layer return',
  shortName: 'Return',
  unit: '%',
  window: 'rolling 1h, 24h, 7d, 14d, 30d, 90d or 1y',
  meaning: "what a basket of the layer's tokens made, bought at the start of the window and held",
} as const satisfies MetricLabel

export const layerWeight = {
  id: 'layer-weight',
  name: 'Weight in the layer',
  shortName: 'Weight',
  unit: '%',
  window: 'start of the 24 h window',
  meaning: "the token's part of its layer's basket when the window began",
} as const satisfies MetricLabel

export const medianReturn = {
  id: 'median-return',
  name: 'Median return',
  shortName: 'Median',
  unit: '%',
  window: 'rolling 24 h',
  meaning: 'the return of the token in the middle of the layer, whatever the sizes',
} as const satisfies MetricLabel

export const contribution = {
  id: 'contribution',
  name: 'Contribution to return',
  shortName: 'Contrib.',
  unit: 'pp',
  window: 'that of the return it explains',
  meaning: "how many percentage points of the layer's return come from one token",
} as const satisfies MetricLabel

export const weekLine = {
  id: 'week-line',
  name: 'Seven-day line',
  shortName: 'Last 7d',
  unit: 'no unit, a shape',
  window: 'last 7 days',
  meaning: 'the shape of the last seven days, lowest to highest',
} as const satisfies MetricLabel

export const rebasedLine = {
  id: 'rebased-line',
  name: 'Rebased line',
  shortName: 'Rebased',
  unit: 'start of the range = 100',
  window: '24h, 7d, 30d, 90d or 1y',
  meaning: "the value of a layer's basket over time, starting at 100",
} as const satisfies MetricLabel
