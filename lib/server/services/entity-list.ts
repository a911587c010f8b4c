import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { mappedTokens, SECTOR } from '#lib/core/analytics/board/constituents'
import { type Entity, entityOf } from '#lib/core/analytics/board/entity-closes'
import { nearestNames } from '#lib/core/stack/nearest-names'
import { stackNames } from '#lib/core/stack/stack-names'
import { AppError } from '#lib/server/errors'

const MAX_ENTITIES = 50

export interface EntityLists {
  ids?: string | undefined
  layers?: string | undefined
}

/**
 * The entities a query names, ids first, each once.
 * @throws AppError `bad_request` naming an id that is not known, an empty choice or more than 50
 */
export function entityList(lists: EntityLists, input: BoardInput): Entity[] {
  const ids = split(lists.ids)
  const layers = split(lists.layers)
  if (ids.length + layers.length === 0) {
    throw new AppError('bad_request', 'Name at least one token in "ids" or one layer in "layers"', {
      field: 'ids',
    })
  }
  if (ids.length + layers.length > MAX_ENTITIES) {
    throw new AppError('bad_request', `At most ${MAX_ENTITIES} tokens and layers at once`, { field: 'ids' })
  }
  return [
    ...ids.map(
      (id) =>
        entityOf(id, 'id', input) ?? refuse('ids', id, 'a mapped CoinGecko id, sector, bitcoin, ethereum'),
    ),
    ...layers.map((id) => layerEntity(id, input)),
  ]
}

function layerEntity(id: string, input: BoardInput): Entity {
  const known = input.stack.layers.map((layer) => layer.id)
  const entity = known.includes(id) ? entityOf(id, 'layer', input) : null
  return entity ?? refuse('layers', id, known.join(', '))
}

/** A token id of the mapping. @throws AppError `not_found` that names the nearest ids */
export function requireToken(id: string, { stack }: BoardInput): string {
  if (id !== SECTOR && mappedTokens(stack).some((token) => token.id === id)) return id
  const nearest = nearestNames(id, stackNames(stack).tokens).map((token) => token.id)
  const hint = nearest.length === 0 ? '' : `; nearest: ${nearest.join(', ')}`
  const message = `No token with the CoinGecko id "${id.slice(0, 64)}" is mapped${hint}; see /api/stack`
  throw new AppError('not_found', message, { field: 'id' })
}

function split(list: string | undefined): string[] {
  return [...new Set((list ?? '').split(',').filter((id) => id !== ''))]
}

function refuse(field: string, id: string, allowed: string): never {
  throw new AppError('bad_request', `Unknown entry "${id.slice(0, 64)}" in "${field}"; allowed: ${allowed}`, {
    field,
  })
}
