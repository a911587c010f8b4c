'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef } from 'react'

interface TipProps {
  /** What there is to know. */
  words: string
  /** Names the button where its content does not. */
  label: string
  className?: string
  children: ReactNode
}

const GAP = 6
const EDGE = 8

/** Words that open on approach or focus and stay open after a press, until Escape, a second press or leaving. */
export function Tip({ words, label, className, children }: TipProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const bubble = useRef<HTMLDivElement>(null)
  const isPinned = useRef(false)
  const following = useRef<AbortController>(null)

  const close = () => {
    isPinned.current = false
    following.current?.abort()
    bubble.current?.hidePopover()
  }
  const open = (trigger: HTMLElement) => {
    const element = bubble.current
    if (element === null || element.matches(':popover-open')) return
    element.showPopover()
    place(element, trigger)
    // Focus itself may bring the word into view, and the scrolling comes after it.
    following.current = new AbortController()
    const { signal } = following.current
    window.addEventListener('scroll', () => place(element, trigger), { capture: true, passive: true, signal })
  }
  const press = (trigger: HTMLElement) => {
    if (isPinned.current) return close()
    isPinned.current = true
    // Not every browser gives focus with a press; without it leaving would not be noticed.
    trigger.focus()
    open(trigger)
  }
  const leave = () => {
    if (!isPinned.current) close()
  }
  const hearEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
  }

  const openIfFocused = useEffectEvent(() => {
    if (button.current !== null && button.current === document.activeElement) open(button.current)
  })
  // Focus that came before the page was alive is not told again.
  useEffect(() => openIfFocused(), [])

  return (
    <>
      <button
        ref={button}
        type="button"
        className={['tip', className].filter(Boolean).join(' ')}
        aria-label={label}
        aria-describedby={id}
        onMouseEnter={(event) => open(event.currentTarget)}
        onMouseLeave={leave}
        onFocus={(event) => open(event.currentTarget)}
        onBlur={close}
        onClick={(event) => press(event.currentTarget)}
        onKeyDown={hearEscape}
      >
        {children}
      </button>
      <div ref={bubble} id={id} className="tip-words" role="tooltip" popover="manual">
        {words}
      </div>
    </>
  )
}

/** Below the word, or above it where there is no room; never beyond the window's edges. */
function place(bubble: HTMLElement, trigger: HTMLElement): void {
  const { left, top, bottom } = trigger.getBoundingClientRect()
  const { offsetWidth, offsetHeight, style } = bubble
  const hasRoomBelow = bottom + GAP + offsetHeight + EDGE <= window.innerHeight
  style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - offsetWidth - EDGE))}px`
  style.top = `${hasRoomBelow ? bottom + GAP : Math.max(EDGE, top - GAP - offsetHeight)}px`
}
