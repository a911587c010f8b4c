import type { BasketShare } from '#lib/core/analytics/basket-return'
import type { BoardToken } from '#lib/core/analytics/board/board-token'
import type { LayerRisk } from '#lib/core/analytics/board/layer-risk'
import type { Constituent } from '#lib/core/contract/layer-detail'
import { membershipShares } from '#lib/core/stack/memberships'
import type { StackProject } from '#lib/core/stack/stack'

/** A layer's constituents: the basket's in the order their contributions were summed in, then those outside it. */
export function layerConstituents(
  layer: string,
  members: readonly BoardToken[],
  shares: readonly BasketShare[],
  risk: LayerRisk,
): Constituent[] {
  const place = new Map(shares.map(({ id }, at) => [id, at]))
  const placeOf = ({ mapped }: BoardToken) => place.get(mapped.id) ?? shares.length
  return members
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .flatMap((token) => {
      const { mapped, quote, history, state } = token
      if (mapped.project === null) return []
      const share = shares[placeOf(token)]
      return [
        {
          id: mapped.id,
          name: mapped.name,
          symbol: (quote?.symbol ?? mapped.symbol).toUpperCase(),
          weight: share?.weight ?? null,
          return: share?.return ?? null,
          contribution: share?.contribution ?? null,
          volatility30d: history?.risk.headline.value ?? null,
          riskShare: risk.riskShares.get(mapped.id) ?? null,
          state,
          ...placeInStack(layer, mapped.project),
        },
      ]
    })
}

type PlaceInStack = Pick<Constituent, 'category' | 'share' | 'alsoIn' | 'since'>

/** A project may stand in a layer twice: its first category there is the one it is listed under. */
function placeInStack(layer: string, project: StackProject): PlaceInStack {
  const shares = membershipShares(project)
  let share = 0
  for (const [at, membership] of project.memberships.entries())
    if (membership.layer === layer) share += shares[at] as number
  const others = project.memberships.flatMap((membership) =>
    membership.layer === layer ? [] : [membership.layer],
  )
  return {
    category: project.memberships.find((membership) => membership.layer === layer)?.category ?? '',
    share,
    alsoIn: [...new Set(others)],
    since: project.since,
  }
}
