import { layerHref } from '#lib/client/view/screen-href'
import { type BoardRange, seriesRange } from '#lib/client/view/view-params'
import type { Scope, Weighting } from '#lib/core/contract/vocabulary'

interface BoardChoice {
  range: BoardRange
  weighting: Weighting
  scope: Scope
}

/** What the Layer screen shows by itself; a test holds it against that screen's own parameters, which are not loaded here. */
const BY_ITSELF: Readonly<Record<keyof BoardChoice, string>> = {
  range: '24h',
  weighting: 'capped',
  scope: 'core',
}

/** The Layer screen over the range, and with the weights and scope, that a board shows; the hour becomes the day. */
export function layerViewHref(id: string, { range, weighting, scope }: BoardChoice): string {
  const choice = { range: seriesRange(range), weighting, scope }
  const search = Object.entries(choice)
    .filter(([name, value]) => value !== BY_ITSELF[name as keyof BoardChoice])
    .map(([name, value]) => `${name}=${value}`)
  return search.length === 0 ? layerHref(id) : `${layerHref(id)}?${search.join('&')}`
}
