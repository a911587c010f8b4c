import type { MetricLabel } from '#lib/core/metrics/metric'

/** Labels of risk and performance figures of one series. */
export const maximumDrawdown = {
  id: 'maximum-drawdown',
  name: 'Maximum drawdown',
  shortName: 'Max DD',
  unit: '%',
  window: '90 or 365 days, or the whole history',
  meaning: 'the deepest fall from a previous high, a negative number',
} as const satisfies MetricLabel

export const valueAtRisk = {
  id: 'value-at-risk',
  name: 'Value at risk, 95 %',
  shortName: 'VaR 95',
  unit: '% a day',
  window: 'up to 365 daily returns, at least 60',
  meaning: 'the daily return that one day in twenty falls short of; a loss is negative',
} as const satisfies MetricLabel

export const expectedShortfall = {
  id: 'expected-shortfall',
  name: 'Expected shortfall, 95 %',
  shortName: 'CVaR 95',
  unit: '% a day',
  window: 'up to 365 daily returns, at least 60',
  meaning: 'the mean of the daily returns at or below the value at risk',
} as const satisfies MetricLabel

export const sharpeRatio = {
  id: 'sharpe-ratio',
  name: 'Sharpe ratio',
  shortName: 'Sharpe',
  unit: 'no unit, annualised',
  window: '90 or 365 daily returns; on the Volatility screen the window chosen there',
  meaning: 'mean return per unit of its variation',
} as const satisfies MetricLabel

export const sortinoRatio = {
  id: 'sortino-ratio',
  name: 'Sortino ratio',
  shortName: 'Sortino',
  unit: 'no unit, annualised',
  window: '90 or 365 daily returns',
  meaning: 'mean return per unit of downside deviation',
} as const satisfies MetricLabel

export const calmarRatio = {
  id: 'calmar-ratio',
  name: 'Calmar ratio',
  shortName: 'Calmar',
  unit: 'per year',
  window: '365 days',
  meaning: 'yearly growth per unit of the deepest fall',
} as const satisfies MetricLabel

export const skewness = {
  id: 'skewness',
  name: 'Skewness',
  shortName: 'Skew',
  unit: 'no unit',
  window: 'up to 365 daily returns, at least 60',
  meaning: 'whether large gains or large losses are the longer tail',
} as const satisfies MetricLabel

export const excessKurtosis = {
  id: 'excess-kurtosis',
  name: 'Excess kurtosis',
  shortName: 'Kurtosis',
  unit: 'no unit, normal = 0',
  window: 'up to 365 daily returns, at least 60',
  meaning: 'how much heavier the tails are than those of a normal distribution',
} as const satisfies MetricLabel
