import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { type BoardToken, boardTokens } from '#lib/core/analytics/board/board-token'
import { SECTOR } from '#lib/core/analytics/board/constituents'
import { type Entity, entityOf } from '#lib/core/analytics/board/entity-closes'
import type { LayerRisk } from '#lib/core/analytics/board/layer-risk'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import type { LayerFigures, Snapshot, TokenFigures } from '#lib/core/contract/snapshot'

export interface ExampleSources {
  /** In USD where USD is refreshed, like every figure that rests on history. */
  input: BoardInput
  /** The published board of that input. */
  snapshot: Snapshot
  /** Of the layer that `exampleEntity` names. */
  risk: LayerRisk
}

/** What every example of one token is made from. */
export interface ExampleContext extends ExampleSources {
  token: BoardToken
  /** Its published row. */
  row: TokenFigures
  series: Entity
  /** Its primary layer, or the sector for a token outside the layers. */
  layer: LayerFigures
  /** Constituents of that layer. */
  members: readonly BoardToken[]
  /** 00:00 UTC of today, the stamp of the newest close, ms. */
  lastDay: number
}

/** The layer an example of a token speaks of: its primary one, or the sector. `null` for an id that is not mapped. */
export function exampleEntity(id: string, { tokens }: Snapshot): string | null {
  const row = tokens.find((token) => token.id === id)
  return row === undefined ? null : (row.layer ?? SECTOR)
}

/** @throws RangeError for an id that is not mapped */
export function exampleContext(id: string, sources: ExampleSources): ExampleContext {
  const { input, snapshot } = sources
  const tokens = boardTokens(input)
  const token = tokens.find(({ mapped }) => mapped.id === id)
  const row = snapshot.tokens.find((one) => one.id === id)
  const series = entityOf(id, 'id', input)
  if (!token || !row || !series) throw new RangeError(`exampleContext requires a mapped token, got ${id}`)
  const layer = snapshot.layers.find((one) => one.id === row.layer) ?? snapshot.sector
  return {
    ...sources,
    token,
    row,
    series,
    layer,
    members: tokens.filter((one) => one.constituent && belongsTo(one, layer.id)),
    lastDay: startOfDay(input.now),
  }
}

function belongsTo({ mapped: { project } }: BoardToken, layer: string): boolean {
  return layer === SECTOR || (project?.memberships.some((one) => one.layer === layer) ?? false)
}

/** Whether the token counts in its primary layer's figures of this view. */
export function isMember({ members, token }: ExampleContext): boolean {
  return members.includes(token)
}
