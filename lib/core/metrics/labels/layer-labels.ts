import type { MetricLabel } from '#lib/core/metrics/metric'

/** Labels of figures that describe a layer as a whole. */
export const layerIndex = {
  id: 'layer-index',
  name: 'Layer index',
  shortName: 'Index',
  unit: 'index points, base 1,000',
  window: 'daily, weights set on the 1st of each month',
  meaning: 'the layer as one series whose return somebody could have made',
} as const satisfies MetricLabel

export const breadth = {
  id: 'breadth',
  name: 'Breadth',
  shortName: 'Breadth',
  unit: 'tokens',
  window: 'rolling 24 h',
  meaning: 'how many tokens rose, fell, or did not move',
} as const satisfies MetricLabel

export const dispersion = {
  id: 'dispersion',
  name: 'Dispersion',
  shortName: 'Dispersion',
  unit: '%',
  window: 'rolling 24 h',
  meaning: 'how far apart the tokens of a layer moved',
} as const satisfies MetricLabel
