import type { MetricLabel } from '#lib/core/metrics/metric'

/** Labels of volatility figures. */
export const volatility = {
  id: 'volatility',
  name: 'Realised volatility',
  shortName: 'Vol 30d %',
  unit: '% a year',
  window: '30 daily returns; also 7, 14, 90, 180 and 365',
  meaning: 'how far daily returns spread around their mean, scaled to a year',
} as const satisfies MetricLabel

export const hourlyVolatility = {
  id: 'hourly-volatility',
  name: 'Hourly volatility',
  shortName: 'Vol 7d h',
  unit: '% a year',
  window: '168 hourly returns',
  meaning: 'the spread of hourly returns over one week, scaled to a year',
} as const satisfies MetricLabel

export const ewmaVolatility = {
  id: 'ewma-volatility',
  name: 'EWMA volatility',
  shortName: 'Vol EWMA',
  unit: '% a year',
  window: 'all daily returns known, at least 60',
  meaning: 'a volatility in which every older day counts 6 % less than the day after it',
} as const satisfies MetricLabel

export const rangeVolatility = {
  id: 'range-volatility',
  name: 'Rogers–Satchell volatility',
  shortName: 'Vol RS',
  unit: '% a year',
  window: '180 four-hour candles',
  meaning: 'volatility from the highs and lows of candles instead of closes',
} as const satisfies MetricLabel

export const volatilityBand = {
  id: 'volatility-band',
  name: 'Standard error and 95 % band',
  shortName: 'Vol ±',
  unit: '% a year',
  window: 'that of the volatility beside it',
  meaning: 'how exactly a volatility is known; smaller differences are noise',
} as const satisfies MetricLabel

export const volatilityPercentile = {
  id: 'volatility-percentile',
  name: 'Volatility percentile',
  shortName: 'Vol pct',
  unit: 'percentile, 0 to 100',
  window: 'up to 365 earlier daily values, at least 60',
  meaning: 'on how many days of its own past year the 30-day volatility was lower than today',
} as const satisfies MetricLabel

export const volatilityRank = {
  id: 'volatility-rank',
  name: 'Volatility rank',
  shortName: 'Vol rank',
  unit: '0 to 1',
  window: 'up to 365 earlier daily values, at least 60',
  meaning: "where today's 30-day volatility lies between the lowest and the highest of its year",
} as const satisfies MetricLabel

export const volatilityCone = {
  id: 'volatility-cone',
  name: 'Volatility cone',
  shortName: 'Cone',
  unit: '% a year',
  window: 'horizons of 7, 14, 30, 90 and 180 days over the last 365',
  meaning: 'which volatility is usual for each horizon, and where it stands now',
} as const satisfies MetricLabel

export const volatilityOfVolatility = {
  id: 'volatility-of-volatility',
  name: 'Volatility of volatility',
  shortName: 'Vol of vol',
  unit: 'points of % a year',
  window: '180 daily values of the 30-day volatility',
  meaning: 'how unsteady the volatility itself is',
} as const satisfies MetricLabel

export const layerVolatility = {
  id: 'layer-volatility',
  name: 'Layer volatility',
  shortName: 'Vol 30d',
  unit: '% a year',
  window: "30 daily returns of the layer's index",
  meaning: "the realised volatility of the layer's index, a portfolio, not of its tokens",
} as const satisfies MetricLabel
