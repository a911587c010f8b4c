import { ExportLinks } from '#app/_components/export-links'
import { RangeControl } from '#app/_components/range-control'
import { ScopeChip } from '#app/_components/scope-chip'
import { Tip } from '#app/_components/tip'
import { WeightingSelect } from '#app/_components/weighting-select'
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
        <WeightingSelect weighting={view.weighting} onChange={(weighting) => void setView({ weighting })} />
        <Tip className="tip-mark" label="What the weights mean" words={WEIGHTING_TIP}>
          ?
        </Tip>
        <span className="hint weighting-hint">{meaning}</span>
      </div>
      <ScopeChip scope={view.scope} onChange={(scope) => void setView({ scope })} />
      <ExportLinks params={{ currency: snapshot.currency, weighting: view.weighting, scope: view.scope }} />
    </div>
  )
}
