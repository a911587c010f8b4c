import { layerHref } from '#lib/client/view/screen-href'
import { type BoardRange, seriesRange } from '#lib/client/view/view-params'
import type { Scope, Weighting } from '#lib/core/contract/vocabulary'

interface BoardChoice {
  range: BoardRange
  weighting: Weighting
  scope: Scope
}

/**
 * The Layer screen over the range, and with the weights and scope, that a board shows; the hour becomes the day. Range and
 * weights are always stated: left out, a reader's preference would fill them.
 */
export function layerViewHref(id: string, { range, weighting, scope }: BoardChoice): string {
  const search = `range=${seriesRange(range)}&weighting=${weighting}${scope === 'core' ? '' : `&scope=${scope}`}`
  return `${layerHref(id)}?${search}`
}
