import { Download } from 'lucide-react'
import { CheckChip } from '#app/_components/check-chip'
import { NativeSelect } from '#app/_components/native-select'
import { RangeControl } from '#app/_components/range-control'
import { Tip } from '#app/_components/tip'
import { type SnapshotParams, snapshotSearch } from '#lib/client/queries/snapshot-query'
import { knownRanges } from '#lib/client/view/known-ranges'
import type { SetView } from '#lib/client/view/use-view'
import type { View } from '#lib/client/view/view-params'
import { WEIGHTING_WORDS } from '#lib/client/words/wording'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { WEIGHTINGS } from '#lib/core/contract/vocabulary'

interface ToolbarProps {
  snapshot: Snapshot
  view: View
  setView: SetView
}

const WEIGHTING_OPTIONS = WEIGHTINGS.map((value) => ({ value, label: WEIGHTING_WORDS[value].name }))

const WEIGHTING_TIP = [
  "Layer returns weigh a layer's tokens:",
  ...WEIGHTINGS.map((value) => `${WEIGHTING_WORDS[value].name}: ${WEIGHTING_WORDS[value].meaning}`),
].join('\n')

/** What is shown, over which time, and the way to take it away. */
export function Toolbar({ snapshot, view, setView }: ToolbarProps) {
  const { meaning } = WEIGHTING_WORDS[view.weighting]
  return (
    <div className="toolbar">
      <RangeControl
        range={view.range}
        known={knownRanges(snapshot)}
        onChange={(range) => void setView({ range })}
      />
      <div className="toolbar-group">
        <NativeSelect
          label="Weight"
          value={view.weighting}
          options={WEIGHTING_OPTIONS}
          onChange={(weighting) => void setView({ weighting })}
        />
        <Tip className="tip-mark" label="What the weights mean" words={WEIGHTING_TIP}>
          ?
        </Tip>
        <span className="hint weighting-hint">{meaning}</span>
      </div>
      <CheckChip
        isChecked={view.scope === 'all'}
        title="Adjacent: general-purpose infrastructure that AI uses, such as NEAR, Chainlink or Filecoin"
        onChange={(isChecked) => void setView({ scope: isChecked ? 'all' : 'core' })}
      >
        Include adjacent
      </CheckChip>
      <ExportLinks params={{ currency: snapshot.currency, weighting: view.weighting, scope: view.scope }} />
    </div>
  )
}

function ExportLinks({ params }: { params: SnapshotParams }) {
  const search = `${snapshotSearch(params)}&bom=1`
  return (
    <p className="exports">
      <a className="quiet-link" href={`/api/layers.csv?${search}`} download>
        Layers CSV
      </a>
      <a className="button" href={`/api/snapshot.csv?${search}`} download>
        <Download size={14} aria-hidden />
        Export CSV
      </a>
    </p>
  )
}
