import { ChevronDown } from 'lucide-react'

interface NativeSelectProps<Value extends string> {
  label: string
  isLabelHidden?: boolean
  value: Value
  options: readonly { value: Value; label: string }[]
  title?: string
  onChange: (value: Value) => void
}

/** The browser's own select in the product's clothes: no script to load, right on every phone. */
export function NativeSelect<Value extends string>(props: NativeSelectProps<Value>) {
  const { label, isLabelHidden = false, value, options, title, onChange } = props
  return (
    <label className="select" title={title}>
      <span className={isLabelHidden ? 'sr-only' : 'select-label'}>{label}</span>
      <span className="select-box">
        <select
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen !== undefined) onChange(chosen.value)
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown size={13} aria-hidden />
      </span>
    </label>
  )
}
