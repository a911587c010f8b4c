import { Download } from 'lucide-react'
import { CheckChip } from '#app/_components/check-chip'
import { Segmented } from '#app/_components/segmented'
import { WeightingSwitch } from '#app/layers/[layerId]/_components/weighting-switch'
import type { LayerView, SetLayerView } from '#lib/client/layer/layer-params'
import { RANGE_WORDS } from '#lib/client/words/wording'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import { SERIES_RANGES } from '#lib/core/market/window'

interface LayerToolbarProps {
  detail: LayerDetail
  view: LayerView
  setView: SetLayerView
}

/** Over which time, by which weights, with whom; and the way to take it away. */
export function LayerToolbar({ detail, view, setView }: LayerToolbarProps) {
  const { layer, returns } = detail
  const { weighting, scope } = view
  const search = new URLSearchParams({ layer: layer.id, weighting, scope, bom: '1' })
  return (
    <div className="toolbar" data-screen-only="">
      <Segmented
        label="Range"
        value={view.range}
        options={SERIES_RANGES.map((range) => ({
          value: range,
          label: range,
          disabledReason: returns[range] === null ? `no ${RANGE_WORDS[range]} return is known` : undefined,
        }))}
        onChange={(range) => void setView({ range })}
      />
      <WeightingSwitch
        detail={detail}
        value={weighting}
        onChange={(next) => void setView({ weighting: next })}
      />
      <CheckChip
        isChecked={scope === 'all'}
        title="Adjacent: general-purpose infrastructure that AI uses, such as NEAR, Chainlink or Filecoin"
        onChange={(isChecked) => void setView({ scope: isChecked ? 'all' : 'core' })}
      >
        Include adjacent
      </CheckChip>
      <p className="exports">
        <a className="button" href={`/api/snapshot.csv?${search}`} download>
          <Download size={14} aria-hidden />
          Export CSV
        </a>
      </p>
    </div>
  )
}
