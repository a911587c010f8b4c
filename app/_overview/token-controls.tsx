import { Search } from 'lucide-react'
import { CheckChip } from '#app/_components/check-chip'
import type { SetView } from '#lib/client/view/use-view'
import { COLUMN_GROUPS, type ColumnGroup, type View } from '#lib/client/view/view-params'

interface TokenControlsProps {
  shown: number
  total: number
  view: View
  setView: SetView
}

const GROUP_NAME: Readonly<Record<ColumnGroup, string>> = { returns: 'Returns', risk: 'Risk', size: 'Size' }

export function TokenControls({ shown, total, view, setView }: TokenControlsProps) {
  return (
    <div className="token-controls">
      <h2 id="tokens-title">
        Tokens <small className="num">{shown === total ? total : `${shown} of ${total}`}</small>
      </h2>
      <label className="search">
        <Search size={14} aria-hidden />
        <input
          type="search"
          aria-label="Filter tokens"
          placeholder="Filter tokens"
          value={view.q}
          onChange={(event) => void setView({ q: event.target.value })}
        />
      </label>
      <CheckChip
        isChecked={view.watch}
        title="Only the tokens starred on this computer"
        onChange={(isChecked) => void setView({ watch: isChecked ? true : null })}
      >
        Watchlist
      </CheckChip>
      <ColumnSwitch chosen={view.cols} onChange={(cols) => void setView({ cols })} />
      <div className="token-switches">
        <CheckChip
          isChecked={view.group === 'layer'}
          onChange={(isChecked) => void setView({ group: isChecked ? 'layer' : 'none' })}
        >
          Group by layer
        </CheckChip>
        <CheckChip
          isChecked={view.density === 'compact'}
          onChange={(isChecked) => void setView({ density: isChecked ? 'compact' : 'comfortable' })}
        >
          Compact
        </CheckChip>
      </div>
    </div>
  )
}

interface ColumnSwitchProps {
  chosen: readonly ColumnGroup[] | null
  onChange: (groups: ColumnGroup[] | null) => void
}

function ColumnSwitch({ chosen, onChange }: ColumnSwitchProps) {
  const isOn = (group: ColumnGroup) => chosen === null || chosen.includes(group)
  const toggle = (group: ColumnGroup) => {
    const next = COLUMN_GROUPS.filter((candidate) => (candidate === group ? !isOn(group) : isOn(candidate)))
    onChange(next.length === COLUMN_GROUPS.length || next.length === 0 ? null : next)
  }
  return (
    <fieldset className="column-switch">
      <legend>Columns</legend>
      {COLUMN_GROUPS.map((group) => (
        <CheckChip key={group} isChecked={isOn(group)} onChange={() => toggle(group)}>
          {GROUP_NAME[group]}
        </CheckChip>
      ))}
    </fieldset>
  )
}
