import { useId } from 'react'

export interface SegmentedOption<Value extends string> {
  value: Value
  label: string
  /** Why it cannot be chosen; absent when it can. */
  disabledReason?: string | undefined
}

interface SegmentedProps<Value extends string> {
  label: string
  value: Value
  options: readonly SegmentedOption<Value>[]
  onChange: (value: Value) => void
}

/** Native radio buttons drawn as one control; what cannot be chosen says why. */
export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProps<Value>) {
  const name = useId()
  return (
    <div className="segmented" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} title={option.disabledReason}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabledReason !== undefined && option.value !== value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.disabledReason !== undefined && (
              <span className="sr-only">, {option.disabledReason}</span>
            )}
          </span>
        </label>
      ))}
    </div>
  )
}
