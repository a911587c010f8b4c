import { useEffect, useState } from 'react'
import type { MouseHandlerDataParam } from 'recharts'

/** A click pins the tooltip at its time (ms), the next click or Escape releases it. */
export function usePin() {
  const [pin, setPin] = useState<number | null>(null)
  useEffect(() => {
    if (pin === null) return
    const release = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') setPin(null)
    }
    document.addEventListener('keydown', release)
    return () => document.removeEventListener('keydown', release)
  }, [pin])
  const onClick = ({ activeLabel }: MouseHandlerDataParam) =>
    setPin(pin === null && typeof activeLabel === 'number' ? activeLabel : null)
  return { pin, onClick }
}
