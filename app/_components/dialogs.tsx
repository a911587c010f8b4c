'use client'

import { type ComponentType, useEffect, useState } from 'react'
import { closeDialog, type DialogName, useOpenDialog } from '#lib/client/open-dialog'

interface DialogProps {
  onClose: () => void
}

/** Code that is not needed before the first use of a dialog is not loaded before it. */
const LOAD: Readonly<Record<DialogName, () => Promise<ComponentType<DialogProps>>>> = {
  preferences: () => import('#app/_components/preferences-dialog').then((module) => module.PreferencesDialog),
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
    LOAD[open]().then((component) => setLoaded((all) => ({ ...all, [open]: component })), closeDialog)
  }, [open, Dialog])
  return Dialog === undefined ? null : <Dialog onClose={closeDialog} />
}
