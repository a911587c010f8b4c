'use client'

import { type ComponentType, useEffect, useState } from 'react'
import { closeDialog, type DialogName, toggleDialog, useOpenDialog } from '#lib/client/browser/open-dialog'

interface DialogProps {
  onClose: () => void
}

/** Code that is not needed before the first use of a dialog is not loaded before it. */
const LOAD: Readonly<Record<DialogName, () => Promise<ComponentType<DialogProps>>>> = {
  preferences: () => import('#app/_components/preferences-dialog').then((module) => module.PreferencesDialog),
  palette: () => import('#app/_components/command-palette').then((module) => module.CommandPalette),
}

type Loaded = Partial<Record<DialogName, ComponentType<DialogProps>>>

/** The product's dialogs, mounted once for every screen. */
export function Dialogs() {
  const open = useOpenDialog()
  const [loaded, setLoaded] = useState<Loaded>({})
  const Dialog = open === null ? undefined : loaded[open]
  useEffect(() => {
    if (open === null || Dialog !== undefined) return
    // Not reachable: the dialog stays closed, and the next press asks again.
    LOAD[open]().then(
      (component) => setLoaded((all) => ({ ...all, [open]: component })),
      () => closeDialog(open),
    )
  }, [open, Dialog])
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isPaletteKey = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
      if (!isPaletteKey || event.altKey || event.shiftKey) return
      event.preventDefault()
      toggleDialog('palette')
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
  if (open === null || Dialog === undefined) return null
  return <Dialog key={open} onClose={() => closeDialog(open)} />
}
