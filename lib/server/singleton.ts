/**
 * The value of `key` for this whole process, made once. A module-level variable is not enough: the plain server
 * and Next's bundles load their own copies of every module, but share `globalThis`.
 */
export function setSingleton<T>(key: string, value: T): T {
  const slots = globalThis as Record<symbol, unknown>
  const slot = Symbol.for(`strata.${key}`)
  slots[slot] = value
  return value
}

/** The value set under `key`, or `null` before it was set. The caller names the type it was set with. */
export function getSingleton<T>(key: string): T | null {
  const slots = globalThis as Record<symbol, unknown>
  return (slots[Symbol.for(`strata.${key}`)] as T | undefined) ?? null
}
