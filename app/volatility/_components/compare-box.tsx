import { Search } from 'lucide-react'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { CompareChips } from '#app/volatility/_components/compare-chips'
import { type Candidate, candidatesOf, findEntities } from '#lib/client/volatility/find-entities'
import type { LinkedView } from '#lib/client/volatility/linked-view'
import { countOf, MAX_CHOSEN, type Selection } from '#lib/client/volatility/volatility-selection'
import { layerHue } from '#lib/core/chart/layer-hue'
import type { Snapshot } from '#lib/core/contract/snapshot'

interface CompareBoxProps {
  snapshot: Snapshot
  selection: Selection
  linked: LinkedView
  onChange: (selection: Selection) => void
}

/** The chosen ones as chips, and a search that adds to them. Backspace in the empty field takes the last one out. */
export function CompareBox({ snapshot, selection, linked, onChange }: CompareBoxProps) {
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [search, setSearch] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(0)
  const candidates = useMemo(() => candidatesOf(snapshot), [snapshot])
  const isChosen = ({ kind, id }: Candidate) =>
    (kind === 'layer' ? selection.layers : selection.ids).includes(id)
  const found = findEntities(candidates, search).filter((candidate) => !isChosen(candidate))
  const isFull = countOf(selection) >= MAX_CHOSEN
  const chosen = found[Math.min(active, found.length - 1)]
  const optionId = ({ kind, id }: Candidate) => `${listId}-${kind}-${id}`

  const add = ({ kind, id }: Candidate) => {
    if (isFull) return
    const { ids, layers } = selection
    onChange(kind === 'layer' ? { ids, layers: [...layers, id] } : { ids: [...ids, id], layers })
    setSearch('')
    setActive(0)
    setIsOpen(false)
    input.current?.focus()
  }
  const move = (step: number) => {
    setIsOpen(true)
    if (found.length > 0) setActive((at) => (isOpen ? (at + step + found.length) % found.length : 0))
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => isOpen && chosen !== undefined && add(chosen),
    Escape: () => (isOpen ? setIsOpen(false) : setSearch('')),
    Home: () => setActive(0),
    End: () => setActive(found.length - 1),
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Backspace' && search === '') return onChange(withoutLast(selection))
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined
    if (act === undefined || (!isOpen && ['Home', 'End'].includes(event.key))) return
    event.preventDefault()
    act()
  }

  return (
    <div className="compare">
      <CompareChips snapshot={snapshot} selection={selection} linked={linked} onChange={onChange} />
      <div className="compare-field">
        <Search size={14} aria-hidden />
        <input
          ref={input}
          role="combobox"
          aria-label="Compare"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && chosen !== undefined ? optionId(chosen) : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={isFull ? `${MAX_CHOSEN} of ${MAX_CHOSEN}` : 'Add token or layer'}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value)
            setActive(0)
            setIsOpen(true)
          }}
          onClick={() => setIsOpen(true)}
          onBlur={() => setIsOpen(false)}
          onKeyDown={onKeyDown}
        />
        <div
          id={listId}
          role="listbox"
          aria-label="Tokens and layers"
          className="compare-list"
          hidden={!isOpen}
        >
          {found.map((candidate) => (
            <CompareOption
              key={optionId(candidate)}
              id={optionId(candidate)}
              candidate={candidate}
              isActive={candidate === chosen}
              isDisabled={isFull}
              onPick={() => add(candidate)}
            />
          ))}
          {found.length === 0 && (
            <p className="compare-none">No other token or layer has that name, symbol or id.</p>
          )}
          {isFull && <p className="compare-none">{MAX_CHOSEN} are compared; take one out to add another.</p>}
        </div>
      </div>
    </div>
  )
}

interface CompareOptionProps {
  id: string
  candidate: Candidate
  isActive: boolean
  isDisabled: boolean
  onPick: () => void
}

function CompareOption({ id, candidate, isActive, isDisabled, onPick }: CompareOptionProps) {
  const { kind, name, symbol, rank } = candidate
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, the option is its active descendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-disabled={isDisabled}
      className="compare-option"
      ref={isActive ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <i className={`dot hue-${layerHue(rank)}`} aria-hidden />
      <span>{name}</span>
      <small>{kind === 'layer' ? 'layer index' : symbol}</small>
    </div>
  )
}

function withoutLast({ ids, layers }: Selection): Selection {
  return ids.length > 0 ? { ids: ids.slice(0, -1), layers } : { ids, layers: layers.slice(0, -1) }
}
