import type { ConstituentKey } from '#lib/client/layer/layer-params'
import { RANGE_WORDS } from '#lib/client/words/wording'
import type { SeriesRange } from '#lib/core/market/window'
import { priceAge } from '#lib/core/metrics/labels/data-quality-labels'
import { riskContribution } from '#lib/core/metrics/labels/layer-risk-labels'
import { contribution, layerWeight, priceReturn } from '#lib/core/metrics/labels/return-labels'
import { volatility } from '#lib/core/metrics/labels/volatility-labels'
import type { MetricLabel } from '#lib/core/metrics/metric'
import { metricTitle } from '#lib/core/metrics/metric-title'

export interface ConstituentColumn {
  key: ConstituentKey
  /** With its unit. */
  head: string
  title: string
  metric: MetricLabel | null
}

/** The columns of the table of constituents from left to right, over a range. */
export function constituentColumns(range: SeriesRange): ConstituentColumn[] {
  const words = RANGE_WORDS[range]
  const measured = (key: ConstituentKey, head: string, metric: MetricLabel): ConstituentColumn => ({
    key,
    head,
    title: metricTitle(metric),
    metric,
  })
  return [
    { key: 'name', head: 'Token', title: 'Name and symbol', metric: null },
    { key: 'category', head: 'Category', title: 'Its category in this layer', metric: null },
    measured('weight', 'Weight %', { ...layerWeight, window: `start of the ${words} window` }),
    measured('return', `${range} %`, { ...priceReturn, window: `rolling ${words}` }),
    measured('contribution', 'Contrib. pp', { ...contribution, window: `rolling ${words}` }),
    measured('volatility', volatility.shortName, volatility),
    measured('risk', 'Risk share %', riskContribution),
    measured('age', priceAge.shortName, priceAge),
  ]
}
