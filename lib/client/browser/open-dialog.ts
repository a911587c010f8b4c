import { useSyncExternalStore } from 'react'

export type DialogName = 'preferences' | 'palette'

let open: DialogName | null = null
const listeners = new Set<() => void>()

function show(name: DialogName | null): void {
  open = name
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Opens one of the product's dialogs; its code is loaded then. */
export function openDialog(name: DialogName): void {
  show(name)
}

/** Closes this one; another that was opened in its place stays. */
export function closeDialog(name: DialogName): void {
  if (open === name) show(null)
}

/** Opens a dialog, or closes it where it is open. */
export function toggleDialog(name: DialogName): void {
  show(open === name ? null : name)
}

/** The dialog on screen, from anywhere in the tree. */
export function useOpenDialog(): DialogName | null {
  return useSyncExternalStore(
    subscribe,
    () => open,
    () => null,
  )
}
