'use client'

import { type ReactNode, type Ref, useEffect, useRef } from 'react'

interface ModalDialogProps {
  label: string
  className: string
  onClose: () => void
  /** Closes as Escape does: focus goes back to where it was. */
  children: (close: () => void) => ReactNode
}

/** The browser's own modal dialog: traps focus, closes on Escape or a press beside it, gives focus back. */
export function ModalDialog({ label, className, onClose, children }: ModalDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    // The browser's own choice is the first element that can be focused by script, which may be a mere box.
    element?.querySelector<HTMLElement>('[data-first-focus]')?.focus()
    return () => element?.close()
  }, [])
  const close = () => dialog.current?.close()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way, and the browser's own
    <dialog
      ref={dialog satisfies Ref<HTMLDialogElement>}
      className={`modal ${className}`}
      aria-label={label}
      onClose={() => {
        // An effect that runs twice closes and opens again.
        if (!dialog.current?.open) onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) close()
      }}
    >
      {children(close)}
    </dialog>
  )
}
