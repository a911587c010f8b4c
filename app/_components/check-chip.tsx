import type { ReactNode } from 'react'

interface CheckChipProps {
  isChecked: boolean
  title?: string
  onChange: (isChecked: boolean) => void
  children: ReactNode
}

/** A checkbox that looks like what it switches. */
export function CheckChip({ isChecked, title, onChange, children }: CheckChipProps) {
  return (
    <label className="chip" title={title}>
      <input type="checkbox" checked={isChecked} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  )
}
