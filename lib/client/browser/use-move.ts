import { useState } from 'react'

/**
 * Class of a number that has just changed on screen, empty before it first does: `rose` or `fell`, with `again` every
 * other time, so that the same move lights up anew. What is not seen to change does not move: `text` is what is shown.
 */
export function useMove(value: number | null, text: string): string {
  const [seen, setSeen] = useState({ value, text, move: '' })
  if (seen.text === text) return seen.move
  const next = { value, text, move: moveOf(seen, value) }
  setSeen(next)
  return next.move
}

function moveOf(before: { value: number | null; move: string }, value: number | null): string {
  if (before.value === null || value === null) return ''
  const way = value > before.value ? 'rose' : 'fell'
  return before.move === way ? `${way} again` : way
}
