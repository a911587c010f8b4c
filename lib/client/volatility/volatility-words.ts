import type { VolatilityEstimator } from '#lib/core/contract/vocabulary'
import type { VolatilityWindowOffer } from '#lib/core/contract/volatility'

/** Estimators as the control names them, in its order. */
export const ESTIMATOR_NAMES: readonly {
  value: VolatilityEstimator
  label: string
  disabledReason?: string
}[] = [
  { value: 'close', label: 'Close' },
  { value: 'ewma', label: 'EWMA' },
  { value: 'hourly', label: 'Hourly' },
  {
    value: 'rogersSatchell',
    label: 'High–low',
    disabledReason: 'range-based volatility needs candles, which are not fetched (no-candles)',
  },
]

/** What is measured, as the beginning of a title: '30-day realised volatility'. */
export function volatilityName(estimator: VolatilityEstimator, window: number): string {
  switch (estimator) {
    case 'close':
      return `${window}-day realised volatility`
    case 'ewma':
      return 'EWMA volatility, λ 0.94'
    case 'hourly':
      return `${window}-day volatility of hourly returns`
    default:
      return `${window}-day range-based volatility`
  }
}

/** Why a window cannot be chosen; `undefined` when somebody can fill it. */
export function windowFault({ window, needed, filled, longest }: VolatilityWindowOffer): string | undefined {
  if (filled > 0) return undefined
  if (needed === null) return `${window} days need candles, which are not fetched`
  return `${window} days need ${needed} returns, the longest history here has ${longest}`
}
