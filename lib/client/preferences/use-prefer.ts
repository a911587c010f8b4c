import { usePathname } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import type { Preferences } from '#lib/client/preferences/parse-preferences'
import { changePreferences } from '#lib/client/preferences/preferences'
import { canState, preferredParsers } from '#lib/client/preferences/preferred-params'

/**
 * Changes preferences, and the address shown where it can state them: the change is seen at once. The answer is
 * `false` where nothing can be kept.
 */
export function usePrefer(): (change: Partial<Preferences>) => boolean {
  const pathname = usePathname()
  const [, setParams] = useQueryStates(preferredParsers, { clearOnDefault: false })
  return (change) => {
    const isKept = changePreferences(change)
    const stated = Object.entries(change).filter(([param, value]) => canState(pathname, param, value))
    if (stated.length > 0) void setParams(Object.fromEntries(stated))
    return isKept
  }
}
