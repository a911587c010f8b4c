import { shareIn } from '#lib/core/analytics/board/additive-figures'
import { boardTokens } from '#lib/core/analytics/board/board-token'
import { SECTOR } from '#lib/core/analytics/board/constituents'
import type { ExampleContext } from '#lib/core/analytics/board/metric-examples/example-context'
import { isMember } from '#lib/core/analytics/board/metric-examples/example-context'
import {
  type ExampleFigure,
  figure,
  type MetricExample,
} from '#lib/core/analytics/board/metric-examples/metric-example'
import { type LayerMembers, layerOverlap } from '#lib/core/analytics/layer-overlap'
import { nameOf } from '#lib/core/format/name-of'
import type * as labels from '#lib/core/metrics/labels/size-labels'

type Id = (typeof labels)[keyof typeof labels]['id']

/** Worked examples of sizes. */
export function sizeExamples(context: ExampleContext): Record<Id, MetricExample> {
  const { row, layer, snapshot } = context
  const of = (subject: string, results: ExampleFigure[], inputs: ExampleFigure[]): MetricExample => ({
    subject,
    results,
    window: null,
    inputs,
  })
  const cap = figure('market cap', 'amount', row.marketCap, { reason: 'no-market-cap' })
  const price = figure('price', 'price', row.price, { reason: 'no-price' })
  const layerCap = figure(layer.name, 'amount', layer.marketCap, { reason: 'no-market-cap' })
  return {
    'market-cap': of(
      row.name,
      [figure(row.name, 'amount', row.marketCap, { reason: 'no-market-cap' }), layerCap],
      [
        price,
        figure('circulating supply', 'supply', row.circulatingSupply, { reason: 'no-market-cap' }),
        figure(`share of membership in ${layer.name}`, 'unsigned', membershipShare(context), {
          reason: 'not-in-basket',
        }),
      ],
    ),
    'market-share': of(
      layer.name,
      [figure('of the sector', 'unsigned', layer.share, { reason: 'no-market-cap' })],
      [
        layerCap,
        figure(snapshot.sector.name, 'amount', snapshot.sector.marketCap, { reason: 'no-market-cap' }),
      ],
    ),
    'volume-24h': of(
      row.name,
      [
        figure(row.name, 'amount', row.volume24h, { reason: 'no-price' }),
        figure(layer.name, 'amount', layer.volume24h, { reason: 'no-price' }),
      ],
      [
        figure('volume over market cap', 'unsigned', turnover(row.volume24h, row.marketCap), {
          reason: 'no-market-cap',
        }),
      ],
    ),
    'circulating-supply': of(
      row.name,
      [figure('coins', 'supply', row.circulatingSupply, { reason: 'no-market-cap' })],
      [cap, price],
    ),
    'fully-diluted-valuation': of(
      row.name,
      [figure('now', 'amount', row.fullyDilutedValuation, { reason: 'no-market-cap' })],
      [
        cap,
        figure('market cap over it', 'unsigned', turnover(row.marketCap, row.fullyDilutedValuation), {
          reason: 'no-market-cap',
        }),
      ],
    ),
    'layer-overlap': of(layer.name, overlapFigures(context), [
      figure('constituents', 'count', context.members.length),
    ]),
  }
}

function turnover(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole
}

function membershipShare(context: ExampleContext): number | null {
  return isMember(context) ? shareIn(context.token, context.layer.id) : null
}

function overlapFigures({ layer, input }: ExampleContext): ExampleFigure[] {
  const nothing = [figure('with any other layer', 'words', 'none')]
  if (layer.id === SECTOR) return nothing
  const tokens = boardTokens(input).filter(({ constituent }) => constituent)
  const membersOf = (id: string): LayerMembers =>
    new Map(
      tokens
        .filter(({ mapped }) => mapped.project?.memberships.some((one) => one.layer === id))
        .map(({ mapped, quote }) => [mapped.id, quote?.marketCap ?? null]),
    )
  const layers = new Map(input.stack.layers.map(({ id }) => [id, membersOf(id)]))
  const shared = layerOverlap(layer.id, layers).map(({ layer: other, ids, share }) =>
    figure(`with ${nameOf(input.stack.layers, other)}`, 'unsigned', share, {
      n: ids.length,
      reason: 'no-market-cap',
    }),
  )
  return shared.length === 0 ? nothing : shared
}
