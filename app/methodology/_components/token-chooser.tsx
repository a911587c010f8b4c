import { ChevronDown } from 'lucide-react'

interface TokenChooserProps {
  chosen: string
  tokens: readonly { id: string; name: string; symbol: string }[]
}

/** Whose numbers the examples are; a plain form, so that it works without a script and leaves the choice in the URL. */
export function TokenChooser({ chosen, tokens }: TokenChooserProps) {
  return (
    <form className="token-chooser" action="/methodology" method="get">
      <label className="select">
        <span className="select-label">Worked examples for</span>
        <span className="select-box">
          {/* The key makes a new choice show after a soft navigation, where a default alone would not. */}
          <select name="token" key={chosen} defaultValue={chosen} autoComplete="off">
            {tokens.map(({ id, name, symbol }) => (
              <option key={id} value={id}>
                {name} {symbol}
              </option>
            ))}
          </select>
          <ChevronDown size={13} aria-hidden />
        </span>
      </label>
      <button type="submit" className="button">
        Show
      </button>
    </form>
  )
}
