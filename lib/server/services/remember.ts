import { getSingleton, setSingleton } from '#lib/server/singleton'

export type Remember = typeof remember

/**
 * A small process-wide memory of computed answers, newest kept. The same object comes back for the same key, so that
 * later stages (serialised body, ETag) can be remembered by identity.
 */
export function remember<T>(name: string, key: string, size: number, compute: () => T): T {
  const slot = `memory.${name}`
  const memory = getSingleton<Map<string, T>>(slot) ?? setSingleton(slot, new Map<string, T>())
  const kept = memory.get(key)
  if (kept !== undefined) return kept
  const value = compute()
  memory.set(key, value)
  for (const oldest of memory.keys()) {
    if (memory.size <= size) break
    memory.delete(oldest)
  }
  return value
}

/** Kept of each kind of answer for all what-ifs together. A reader looks at one or two, a robot at thousands. */
const WHAT_IFS = 8

/** As `remember`, in a memory apart: what-ifs as many as anyone likes neither grow it nor touch the shipped board's. */
export const rememberWhatIf: Remember = (name, key, size, compute) =>
  remember(`what-if.${name}`, key, Math.min(size, WHAT_IFS), compute)
