import { COIN_ID_PATTERN } from '#lib/core/market/coin-id'

/** One change of a what-if: a token goes to one layer, or out of the stack altogether. */
export interface WhatIfMove {
  /** CoinGecko id. */
  id: string
  /** Layer id; `null` drops the token. */
  to: string | null
}

/** More moves than this are another mapping: edit a copy of `stack.json` instead. */
export const MAX_MOVES = 20

/** Stands for "nowhere" in place of a layer id. */
const DROP = '-'
const LAYER_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const MAX_LAYER = 64
const MAX_SHOWN = 80

/** Why a what-if was refused: which entry, and what would have been allowed. */
export interface WhatIfRefusal {
  /** As given, cut to what fits into a sentence. */
  entry: string
  reason: string
}

export type ParsedWhatIf = { ok: true; moves: WhatIfMove[] } | { ok: false; refusal: WhatIfRefusal }

/**
 * Reads `golem:marketplaces,io:-`. The moves come sorted by id, so that the same change has one form whatever order
 * it was written in; whether ids and layers exist is for `resolveWhatIf`. An empty text is no change.
 */
export function parseWhatIf(text: string): ParsedWhatIf {
  if (text === '') return { ok: true, moves: [] }
  const entries = text.split(',')
  if (entries.length > MAX_MOVES) return refused(text, `${entries.length} moves, at most ${MAX_MOVES}`)
  const moves = new Map<string, WhatIfMove>()
  for (const entry of entries) {
    const move = parseEntry(entry)
    if (move === null) return refused(entry, 'is not id:layer, or id:- to drop a token')
    if (moves.has(move.id)) return refused(entry, `moves ${move.id} a second time, each token once`)
    moves.set(move.id, move)
  }
  return { ok: true, moves: sorted([...moves.values()]) }
}

function parseEntry(entry: string): WhatIfMove | null {
  const at = entry.indexOf(':')
  const id = entry.slice(0, at)
  const target = entry.slice(at + 1)
  if (at < 0 || !COIN_ID_PATTERN.test(id)) return null
  if (target === DROP) return { id, to: null }
  return target.length <= MAX_LAYER && LAYER_PATTERN.test(target) ? { id, to: target } : null
}

/** The one written form of these moves: by id, entries joined by commas; empty for none. */
export function formatWhatIf(moves: readonly WhatIfMove[]): string {
  return sorted(moves)
    .map(({ id, to }) => `${id}:${to ?? DROP}`)
    .join(',')
}

/** By code unit: the same on every machine. */
function sorted(moves: readonly WhatIfMove[]): WhatIfMove[] {
  return moves.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function refused(entry: string, reason: string): ParsedWhatIf {
  return { ok: false, refusal: refuseEntry(entry, reason) }
}

/** A refusal that quotes the entry as given, at most 80 characters of it. */
export function refuseEntry(entry: string, reason: string): WhatIfRefusal {
  return { entry: entry.length <= MAX_SHOWN ? entry : `${entry.slice(0, MAX_SHOWN - 1)}…`, reason }
}
