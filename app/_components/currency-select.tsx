import { NativeSelect } from '#app/_components/native-select'

interface CurrencySelectProps {
  currency: string
  currencies: readonly string[]
  onChange: (currency: string) => void
}

/** Chooses the currency of prices and sizes; volatility and indices stay in USD. */
export function CurrencySelect({ currency, currencies, onChange }: CurrencySelectProps) {
  const options = currencies.map((code) => ({ value: code, label: code.toUpperCase() }))
  return (
    <NativeSelect label="Currency" isLabelHidden value={currency} options={options} onChange={onChange} />
  )
}
