'use client'

import { SlidersHorizontal } from 'lucide-react'
import { openDialog } from '#lib/client/browser/open-dialog'

/** Opens the preferences. */
export function PreferencesButton() {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label="Preferences"
      aria-haspopup="dialog"
      onClick={() => openDialog('preferences')}
    >
      <SlidersHorizontal size={15} aria-hidden />
    </button>
  )
}
