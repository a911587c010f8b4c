import { CheckChip } from '#app/_components/check-chip'
import { Segmented } from '#app/_components/segmented'
import { type Overlay, type TokenView, withOverlay } from '#lib/client/token/token-params'
import { AXIS_SCALES } from '#lib/client/view/scale-param'
import type { SetParams } from '#lib/client/view/set-params'
import type { TokenLayer } from '#lib/core/chart/time/token-lines'
import { SERIES_RANGES } from '#lib/core/market/window'

interface TokenToolbarProps {
  id: string
  layer: TokenLayer | null
  view: TokenView
  setView: SetParams<TokenView>
}

const RANGES = SERIES_RANGES.map((value) => ({ value, label: value }))
const SCALES = AXIS_SCALES.map((value) => ({ value, label: value === 'log' ? 'Log' : 'Linear' }))

/** Over which time, on which scale, against what. */
export function TokenToolbar({ id, layer, view, setView }: TokenToolbarProps) {
  const against = (overlay: Overlay, name: string) => (
    <CheckChip
      isChecked={view.against.includes(overlay)}
      title={`Draws ${name} beside it, everything rebased to 100`}
      onChange={(isOn) => void setView({ against: withOverlay(view.against, overlay, isOn) })}
    >
      {name}
    </CheckChip>
  )
  return (
    <div className="toolbar token-toolbar">
      <Segmented
        label="Range"
        value={view.range}
        options={RANGES}
        onChange={(range) => void setView({ range })}
      />
      <Segmented
        label="Price scale"
        value={view.scale}
        options={SCALES}
        onChange={(scale) => void setView({ scale })}
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
