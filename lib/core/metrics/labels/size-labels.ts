import type { MetricLabel } from '#lib/core/metrics/metric'

/** Labels of sizes. */
export const marketCap = {
  id: 'market-cap',
  name: 'Market cap',
  shortName: 'Cap',
  unit: 'board currency',
  window: 'newest accepted quote',
  meaning: "price times circulating supply; of a layer the sum over its tokens' shares in it",
} as const satisfies MetricLabel

export const marketShare = {
  id: 'market-share',
  name: 'Share of the sector',
  shortName: 'Share',
  unit: '%',
  window: 'newest accepted quotes',
  meaning: "the layer's part of the sector's market cap; the four add up to 100 %",
} as const satisfies MetricLabel

export const volume24h = {
  id: 'volume-24h',
  name: 'Volume 24h',
  shortName: 'Volume 24h',
  unit: 'board currency',
  window: 'rolling 24 h',
  meaning: 'the value traded, as the upstream reports it',
} as const satisfies MetricLabel

export const circulatingSupply = {
  id: 'circulating-supply',
  name: 'Circulating supply',
  shortName: 'Supply',
  unit: 'coins',
  window: 'newest accepted quote',
  meaning: 'the number of coins the upstream counts as in circulation',
} as const satisfies MetricLabel

export const fullyDilutedValuation = {
  id: 'fully-diluted-valuation',
  name: 'Fully diluted valuation',
  shortName: 'FDV',
  unit: 'board currency',
  window: 'newest accepted quote',
  meaning: 'price times the supply that may ever exist, as the upstream reports it',
} as const satisfies MetricLabel

export const layerOverlap = {
  id: 'layer-overlap',
  name: 'Overlap of layers',
  shortName: 'Overlap',
  unit: "% of the layer's market cap",
  window: 'newest accepted quotes',
  meaning: 'how much of a layer also belongs to another layer',
} as const satisfies MetricLabel
