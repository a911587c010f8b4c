import { CheckChip } from '#app/_components/check-chip'
import { Segmented } from '#app/_components/segmented'
import { type Overlay, PRICE_SCALES, type TokenView, withOverlay } from '#lib/client/token/token-params'
import type { TokenLayer } from '#lib/core/chart/time/token-lines'
import { SERIES_RANGES } from '#lib/core/market/window'

/** Changes some of the view; `null` takes a parameter out of the URL. */
export type SetTokenView = (change: Partial<TokenView>) => void

interface TokenToolbarProps {
  id: string
  layer: TokenLayer | null
  view: TokenView
  setView: SetTokenView
}

const RANGES = SERIES_RANGES.map((value) => ({ value, label: value }))
const SCALES = PRICE_SCALES.map((value) => ({ value, label: value === 'log' ? 'Log' : 'Linear' }))

/** Over which time, on which scale, against what. */
export function TokenToolbar({ id, layer, view, setView }: TokenToolbarProps) {
  const against = (overlay: Overlay, name: string) => (
    <CheckChip
      isChecked={view.against.includes(overlay)}
      title={`Draws ${name} beside it, everything rebased to 100`}
      onChange={(isOn) => setView({ against: withOverlay(view.against, overlay, isOn) })}
    >
      {name}
    </CheckChip>
  )
  return (
    <div className="toolbar token-toolbar">
      <Segmented label="Range" value={view.range} options={RANGES} onChange={(range) => setView({ range })} />
      <Segmented
        label="Price scale"
        value={view.scale}
        options={SCALES}
        onChange={(scale) => setView({ scale })}
      />
      {(layer !== null || id !== 'bitcoin') && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box
        <span className="token-against" role="group" aria-label="Compare with">
          <span className="hint">Against</span>
          {layer !== null && against('layer', layer.name)}
          {id !== 'bitcoin' && against('bitcoin', 'Bitcoin')}
        </span>
      )}
    </div>
  )
}
