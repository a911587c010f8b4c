import type { MetricLabel } from '#lib/core/metrics/metric'

/** Labels of figures about the data itself. */
export const coverage = {
  id: 'coverage',
  name: 'Coverage',
  shortName: 'Coverage',
  unit: '% of market cap',
  window: 'that of the figure it stands beside',
  meaning: "the part of the layer's market cap whose return is known",
} as const satisfies MetricLabel

export const staleWeight = {
  id: 'stale-weight',
  name: 'Stale weight',
  shortName: 'Stale',
  unit: '% of covered market cap',
  window: 'now',
  meaning: 'the part of the covered market cap in tokens whose price is old',
} as const satisfies MetricLabel

export const priceAge = {
  id: 'price-age',
  name: 'Age of the price',
  shortName: 'Age',
  unit: 'time',
  window: 'when the figures were made',
  meaning: "the time since the token's own time stamp",
} as const satisfies MetricLabel

export const tokenState = {
  id: 'token-state',
  name: 'Token state',
  shortName: 'State',
  unit: 'fresh, stale, missing or quarantined',
  window: 'now',
  meaning: "whether a token's numbers may be taken for today's",
} as const satisfies MetricLabel

export const boardStatus = {
  id: 'board-status',
  name: 'Board status',
  shortName: 'Status',
  unit: 'live, delayed, stale, offline or recorded',
  window: 'now',
  meaning: 'how old the last accepted answer of the upstream is',
} as const satisfies MetricLabel

export const selfCheck = {
  id: 'self-check',
  name: 'Self-check',
  shortName: 'Flags',
  unit: 'findings',
  window: 'newest accepted quote, 7-day line and last 30 closes',
  meaning: "what in a token's own numbers contradicts itself",
} as const satisfies MetricLabel

export const suspectClose = {
  id: 'suspect-close',
  name: 'Suspect close',
  shortName: 'Suspect',
  unit: 'daily closes',
  window: '60 returns before the close in question',
  meaning: 'a daily close that looks like a bad tick',
} as const satisfies MetricLabel
