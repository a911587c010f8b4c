import { Download } from 'lucide-react'
import { CheckChip } from '#app/_components/check-chip'
import { NativeSelect } from '#app/_components/native-select'
import { RangeControl } from '#app/_components/range-control'
import { type SnapshotParams, snapshotSearch } from '#lib/client/queries/snapshot-query'
import type { StackChoice } from '#lib/client/stack/stack-params'
import type { SetStackChoice } from '#lib/client/stack/use-stack-choice'
import { knownRanges } from '#lib/client/view/known-ranges'
import { WEIGHTING_WORDS } from '#lib/client/words/wording'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { WEIGHTINGS } from '#lib/core/contract/vocabulary'

interface StackToolbarProps {
  snapshot: Snapshot
  choice: StackChoice
  params: SnapshotParams
  setChoice: SetStackChoice
}

const WEIGHTING_OPTIONS = WEIGHTINGS.map((value) => ({ value, label: WEIGHTING_WORDS[value].name }))

/** Over which time, weighed how, and the way to take it away. */
export function StackToolbar({ snapshot, choice, params, setChoice }: StackToolbarProps) {
  const search = `${snapshotSearch({ ...params, currency: snapshot.currency })}&bom=1`
  return (
    <div className="toolbar">
      <h1 className="sr-only">Stack map</h1>
      <RangeControl
        range={choice.range}
        known={knownRanges(snapshot)}
        onChange={(range) => void setChoice({ range })}
      />
      <NativeSelect
        label="Weight"
        value={choice.weighting}
        options={WEIGHTING_OPTIONS}
        title={`Layer returns weigh tokens ${WEIGHTING_WORDS[choice.weighting].meaning}`}
        onChange={(weighting) => void setChoice({ weighting })}
      />
      <CheckChip
        isChecked={choice.scope === 'all'}
        title="Adjacent: general-purpose infrastructure that AI uses, such as NEAR, Chainlink or Filecoin"
        onChange={(isChecked) => void setChoice({ scope: isChecked ? 'all' : 'core' })}
      >
        Include adjacent
      </CheckChip>
      <p className="exports">
        <a className="quiet-link" href={`/api/layers.csv?${search}`} download>
          Layers CSV
        </a>
        <a className="button" href={`/api/snapshot.csv?${search}`} download>
          <Download size={14} aria-hidden />
          Export CSV
        </a>
      </p>
    </div>
  )
}
