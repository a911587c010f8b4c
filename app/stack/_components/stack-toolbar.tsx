import { ExportLinks } from '#app/_components/export-links'
import { RangeControl } from '#app/_components/range-control'
import { ScopeChip } from '#app/_components/scope-chip'
import { WeightingSelect } from '#app/_components/weighting-select'
import type { SnapshotParams } from '#lib/client/queries/snapshot-query'
import type { StackChoice } from '#lib/client/stack/stack-params'
import type { SetStackChoice } from '#lib/client/stack/use-stack-choice'
import { knownRanges } from '#lib/client/view/known-ranges'
import { WEIGHTING_WORDS } from '#lib/client/words/wording'
import type { Snapshot } from '#lib/core/contract/snapshot'

interface StackToolbarProps {
  snapshot: Snapshot
  choice: StackChoice
  params: SnapshotParams
  setChoice: SetStackChoice
}

/** Over which time, weighed how, and the way to take it away. */
export function StackToolbar({ snapshot, choice, params, setChoice }: StackToolbarProps) {
  return (
    <div className="toolbar">
      <h1 className="sr-only">Stack map</h1>
      <RangeControl
        range={choice.range}
        known={knownRanges(snapshot)}
        onChange={(range) => void setChoice({ range })}
      />
      <WeightingSelect
        weighting={choice.weighting}
        title={`Layer returns weigh tokens ${WEIGHTING_WORDS[choice.weighting].meaning}`}
        onChange={(weighting) => void setChoice({ weighting })}
      />
      <ScopeChip scope={choice.scope} onChange={(scope) => void setChoice({ scope })} />
      <ExportLinks params={{ ...params, currency: snapshot.currency }} />
    </div>
  )
}
