export type Direction = 'up' | 'down' | 'flat' | 'unknown'

/** Which way a change points; the printed sign, the arrow and the colour all follow it. */
export function direction(value: number | null): Direction {
  if (value === null || !Number.isFinite(value)) return 'unknown'
  if (value === 0) return 'flat'
  return value > 0 ? 'up' : 'down'
}

/** Stands beside a signed number; empty where there is nothing to point at. */
export const DIRECTION_ARROW: Readonly<Record<Direction, string>> = {
  up: '▲',
  down: '▼',
  flat: '',
  unknown: '',
}
