import type { StackView, StackViewProject } from '#lib/core/contract/stack-view'
import { resolveWhatIf } from '#lib/core/stack/resolve-what-if'
import { formatWhatIf, MAX_MOVES, parseWhatIf, type WhatIfMove } from '#lib/core/stack/what-if'

/** The what-if with one more move, or with another target for a token it already moves. */
export function withMove(whatif: string, move: WhatIfMove, stack: StackView): string {
  const moves = [...without(whatif, move.id), move]
  const resolved = resolveWhatIf(stack, moves)
  return resolved.ok ? formatWhatIf(resolved.moves) : whatif
}

/** The what-if without its move of one token. */
export function withoutMove(whatif: string, id: string): string {
  return formatWhatIf(without(whatif, id))
}

function without(whatif: string, id: string): WhatIfMove[] {
  const parsed = parseWhatIf(whatif)
  return parsed.ok ? parsed.moves.filter((move) => move.id !== id) : []
}

/** Why a project cannot be moved, in words; `null` when it can. */
export function whyNotMovable(
  { coingeckoId, name }: StackViewProject,
  whatif: string,
  stack: StackView,
): string | null {
  if (coingeckoId === null) return `${name} has no token, so moving it would change no figure.`
  const resolved = resolveWhatIf(stack, [{ id: coingeckoId, to: null }])
  if (!resolved.ok) return `${name} counts in no figure, so moving it would change none.`
  const parsed = parseWhatIf(whatif)
  const moves = parsed.ok ? parsed.moves : []
  if (moves.length < MAX_MOVES || moves.some(({ id }) => id === coingeckoId)) return null
  return `${MAX_MOVES} moves are made, as many as a what-if holds: undo one to make another.`
}
