import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'

/** What a tile tells the map; the same object as long as the map lives, so that tiles need not draw again. */
export interface TileActions {
  /** Pointer or focus came upon a project. */
  point: (slug: string) => void
  /** It was clicked, or chosen by key: then the panel takes the focus. */
  choose: (slug: string, tile: HTMLElement, isByKey: boolean) => void
}

interface TilePointing {
  /** The project last pointed at, by slug. */
  pointed: string | null
  actions: TileActions
  /** Gives the focus back to the tile it came from. */
  closePanel: () => void
  panelRef: RefObject<HTMLElement | null>
}

/** Which project's panel is open: pointed at for a look, pinned to stay; Escape lets go of both. */
export function useTilePointing(pinned: string | null, pin: (slug: string | null) => void): TilePointing {
  const [pointed, setPointed] = useState<string | null>(null)
  const panelRef = useRef<HTMLElement>(null)
  const opener = useRef<HTMLElement>(null)
  const latest = useRef({ pinned, pin })
  useEffect(() => {
    latest.current = { pinned, pin }
  })
  const actions = useMemo<TileActions>(
    () => ({
      point: setPointed,
      choose(slug, tile, isByKey) {
        const again = latest.current.pinned === slug && !isByKey
        latest.current.pin(again ? null : slug)
        opener.current = tile
        if (isByKey) requestAnimationFrame(() => panelRef.current?.focus())
      },
    }),
    [],
  )
  const closePanel = useCallback(() => {
    const isInside = panelRef.current?.contains(document.activeElement) ?? false
    latest.current.pin(null)
    setPointed(null)
    if (isInside) opener.current?.focus()
  }, [])
  const isOpen = pinned !== null || pointed !== null
  useEffect(() => {
    if (!isOpen) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') closePanel()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [isOpen, closePanel])
  return { pointed, actions, closePanel, panelRef }
}
