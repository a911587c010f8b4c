'use client'

import { Contrast } from 'lucide-react'
import { switchTheme } from '#lib/client/preferences/theme'

/** Switches between light and dark. */
export function ThemeToggle() {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label="Switch between light and dark"
      onClick={() => switchTheme()}
    >
      <Contrast size={16} aria-hidden />
    </button>
  )
}
