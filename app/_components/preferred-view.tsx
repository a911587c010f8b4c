'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useEffect, useRef } from 'react'
import { readPreferences, usePreferences } from '#lib/client/preferences/preferences'
import { preferredParams, preferredParsers } from '#lib/client/preferences/preferred-params'
import { applyTheme, useTheme } from '#lib/client/preferences/theme'

/**
 * Draws nothing: writes what the reader prefers into the address of a screen that leaves it out, so that the
 * address always says what is shown, and keeps the look in step with other tabs.
 */
export function PreferredView() {
  const pathname = usePathname()
  const search = useSearchParams()
  const filled = useRef<string | null>(null)
  const [, setParams] = useQueryStates(preferredParsers, { history: 'replace', clearOnDefault: false })
  const { palette } = usePreferences()
  const theme = useTheme()
  useEffect(() => {
    // Once per arrival: what is taken out of the address later was taken out on purpose.
    if (filled.current === pathname) return
    filled.current = pathname
    const missing = preferredParams(pathname, new URLSearchParams(search), readPreferences())
    if (Object.keys(missing).length > 0) void setParams(missing)
  }, [pathname, search, setParams])
  useEffect(() => {
    const { dataset } = document.documentElement
    if (palette === 'blue-orange') delete dataset.palette
    else dataset.palette = palette
  }, [palette])
  useEffect(() => applyTheme(theme), [theme])
  return null
}
