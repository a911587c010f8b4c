import { layerDetail } from '#lib/core/analytics/board/layer-detail'
import { layerRisk } from '#lib/core/analytics/board/layer-risk'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import type { Scope, Weighting } from '#lib/core/contract/vocabulary'
import type { SeriesRange } from '#lib/core/market/window'
import { AppError } from '#lib/server/errors'
import { getRuntime } from '#lib/server/runtime'
import { usdBoard } from '#lib/server/services/usd-board'

const ANSWERS = 64

export interface LayerRequest {
  layerId: string
  range: SeriesRange
  weighting: Weighting
  scope: Scope
  whatif?: string | undefined
}

/**
 * One layer in depth.
 * @throws AppError `not_found` for an unknown layer, `bad_request` for a what-if that cannot be made, `not_ready` before
 * the first data
 */
export async function getLayer({
  layerId,
  range,
  weighting,
  scope,
  whatif,
}: LayerRequest): Promise<LayerDetail> {
  const { input, key, indexKey, remember } = usdBoard(weighting, scope, whatif)
  const layer = input.stack.layers.find(({ id }) => id === layerId)
  if (!layer) {
    const known = input.stack.layers.map(({ id }) => id).join(', ')
    throw new AppError('not_found', `No layer "${layerId.slice(0, 64)}"; there are: ${known}`, {
      field: 'layerId',
    })
  }
  const { firstOwnDay } = getRuntime().feed
  const risk = remember('layer-risk', `${layerId}|${indexKey}`, ANSWERS, () => layerRisk(layerId, input))
  return remember('layer', `${layerId}|${range}|${key}`, ANSWERS, () =>
    layerDetail({ layer, range, firstOwnDay, risk }, input),
  )
}
