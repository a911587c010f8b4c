import { layerHue } from '#lib/core/chart/layer-hue'
import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import type { LayerDetail } from '#lib/core/contract/layer-detail'

/** The layer's index first, then the sector's and Bitcoin. */
export function layerLines({ layer, chart }: Pick<LayerDetail, 'layer' | 'chart'>): ChartLine[] {
  const { reasons } = chart
  return [
    {
      key: layer.id,
      name: layer.name,
      kind: 'layer',
      hue: layerHue(layer.rank),
      values: chart.layer,
      reason: reasons.layer,
    },
    { key: 'sector', name: 'Sector', kind: 'sector', hue: 0, values: chart.sector, reason: reasons.sector },
    {
      key: 'bitcoin',
      name: 'Bitcoin',
      kind: 'benchmark',
      hue: 0,
      values: chart.bitcoin,
      reason: reasons.bitcoin,
    },
  ]
}
