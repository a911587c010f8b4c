import fc from 'fast-check'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { snapshotFixture } from './snapshot-fixture.ts'

/** One thing that happens to a board, told by small numbers. */
export interface BoardChange {
  kind: 'refresh' | 'status' | 'tokens'
  /** Which token or layer, and by how much. */
  which: number
  amount: number
}

export const boardChange: fc.Arbitrary<BoardChange> = fc.record({
  kind: fc.constantFrom<BoardChange['kind']>('refresh', 'refresh', 'refresh', 'status', 'tokens'),
  which: fc.nat(4),
  // Few values, so that a figure often comes back to what it was before.
  amount: fc.nat(2),
})

const STATUSES = ['live', 'delayed', 'stale'] as const
const START = Date.parse('2026-11-22T06:31:14Z')

/** The first board of a history, made at `step` seconds. */
export function firstBoard(step: number): Snapshot {
  return snapshotFixture({ sequence: 1, generatedAt: timeOf(step) })
}

/** The board after a change, made `step` seconds after the start. The one before is left as it is. */
export function changedBoard(before: Snapshot, { kind, which, amount }: BoardChange, step: number): Snapshot {
  const next = { ...structuredClone(before), generatedAt: timeOf(step) }
  if (kind === 'status') return { ...next, status: STATUSES[amount] ?? 'live' }
  if (kind === 'tokens') return { ...next, tokens: which === 0 ? next.tokens.toReversed() : next.tokens }
  const token = next.tokens[which]
  const layer = next.layers[which % 2]
  if (token) {
    token.price = amount === 0 ? null : amount
    token.returns['24h'] = amount
    token.flags = amount === 2 ? ['thin-volume'] : []
  }
  if (layer) layer.spread24h.median = amount
  next.sector.returns['24h'] = amount
  return { ...next, sequence: before.sequence + 1 }
}

function timeOf(step: number): string {
  return new Date(START + step * 1000).toISOString()
}
