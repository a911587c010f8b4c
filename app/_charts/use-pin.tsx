import { useCallback, useEffect, useState } from 'react'
import type { MouseHandlerDataParam } from 'recharts'

/** `next`: a click came before the chart knew where it points, as a tap does; the next place it reports is pinned. */
type Pinned = number | 'next' | null

/** A click pins the tooltip at its time (ms), the next click or Escape releases it. */
export function usePin() {
  const [pinned, setPinned] = useState<Pinned>(null)
  useEffect(() => {
    if (pinned === null) return
    const release = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') setPinned(null)
    }
    document.addEventListener('keydown', release)
    return () => document.removeEventListener('keydown', release)
  }, [pinned])
  const onClick = ({ activeLabel }: MouseHandlerDataParam) =>
    setPinned(pinned === null ? (typeof activeLabel === 'number' ? activeLabel : 'next') : null)
  const onPoint = useCallback((time: number | null) => {
    if (time !== null) setPinned((before) => (before === 'next' ? time : before))
  }, [])
  return { pin: pinned === 'next' ? null : pinned, onClick, onPoint }
}
