'use client'

import { Search } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { openDialog } from '#lib/client/browser/open-dialog'

const NEVER_CHANGES = () => () => undefined

/** Opens the command palette, and names the keys that do. */
export function SearchButton() {
  const keys = useSyncExternalStore(
    NEVER_CHANGES,
    () => (/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘K' : 'Ctrl K'),
    () => '',
  )
  return (
    <button
      type="button"
      className="search-button"
      aria-label="Search tokens, layers, screens and actions"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => openDialog('palette')}
    >
      <Search size={14} aria-hidden />
      <span aria-hidden>Search…</span>
      <kbd aria-hidden>{keys}</kbd>
    </button>
  )
}
