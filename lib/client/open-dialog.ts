import { useSyncExternalStore } from 'react'

export type DialogName = 'preferences'

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

export function closeDialog(): void {
  show(null)
}

/** The dialog on screen, from anywhere in the tree. */
export function useOpenDialog(): DialogName | null {
  return useSyncExternalStore(
    subscribe,
    () => open,
    () => null,
  )
}
