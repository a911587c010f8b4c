import type { Formula } from '#lib/core/metrics/formula'
import type * as benchmark from '#lib/core/metrics/labels/benchmark-labels'
import type * as quality from '#lib/core/metrics/labels/data-quality-labels'
import type * as layer from '#lib/core/metrics/labels/layer-labels'
import type * as layerRisk from '#lib/core/metrics/labels/layer-risk-labels'
import type * as returns from '#lib/core/metrics/labels/return-labels'
import type * as risk from '#lib/core/metrics/labels/risk-labels'
import type * as size from '#lib/core/metrics/labels/size-labels'
import type * as volatility from '#lib/core/metrics/labels/volatility-labels'

/** What a column head or a figure's label needs to know; light enough for a browser. */
export interface MetricLabel {
  /** Also the anchor of its section on the Methodology page. */
  id: string
  name: string
  /** For a column head, at most ten characters. */
  shortName: string
  /** As printed on screen; JSON has fractions where the screen has percent. */
  unit: string
  /** What it looks back on, in words. */
  window: string
  /** What it is, as the end of a sentence that starts with its name; no full stop. */
  meaning: string
}

type IdsOf<Labels> = Labels[keyof Labels] extends { id: infer Id } ? Id : never

export type MetricId = IdsOf<
  typeof returns &
    typeof volatility &
    typeof risk &
    typeof benchmark &
    typeof layer &
    typeof layerRisk &
    typeof size &
    typeof quality
>

export interface MetricSymbol {
  symbol: Formula
  meaning: string
}

/** The one description of a published number. */
export interface Metric extends MetricLabel {
  id: MetricId
  /** How exactly it is computed, in one to three plain sentences. */
  definition: string
  formula: Formula
  symbols: readonly MetricSymbol[]
  /** What is done about missing data. */
  gaps: string
  /** Paper, rulebook or documentation that can be looked up. */
  source: string
  /** What it must not be taken for. */
  caveat?: string
}
