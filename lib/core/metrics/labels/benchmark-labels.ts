import type { MetricLabel } from '#lib/core/metrics/metric'

/** Labels of figures that compare a token with something else. */
export const beta = {
  id: 'beta',
  name: 'Beta',
  shortName: 'Beta',
  unit: 'no unit',
  window: '90 daily returns, at least 60',
  meaning: "how much of a benchmark's move the token usually makes",
} as const satisfies MetricLabel

export const layerBeta = {
  id: 'layer-beta',
  name: 'Beta to the own layer',
  shortName: 'Beta layer',
  unit: 'no unit',
  window: '90 daily returns, at least 60',
  meaning: 'how much of the move of the rest of its layer the token usually makes',
} as const satisfies MetricLabel

export const alpha = {
  id: 'alpha',
  name: 'Alpha',
  shortName: 'Alpha',
  unit: '% a day',
  window: '90 daily returns, at least 60',
  meaning: 'the mean daily return that beta does not explain',
} as const satisfies MetricLabel

export const trackingError = {
  id: 'tracking-error',
  name: 'Tracking error',
  shortName: 'Track. err',
  unit: '% a year',
  window: '90 daily returns, at least 60',
  meaning: 'how far the token strays from its benchmark',
} as const satisfies MetricLabel

export const correlation = {
  id: 'correlation',
  name: 'Correlation',
  shortName: 'Corr.',
  unit: '−1 to 1',
  window: '60, 90, 180 or 365 daily returns',
  meaning: 'how far two series move together',
} as const satisfies MetricLabel
