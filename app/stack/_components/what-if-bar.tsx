import { Undo2 } from 'lucide-react'
import { type SnapshotParams, snapshotSearch } from '#lib/client/queries/snapshot-query'
import { withoutMove } from '#lib/client/stack/stack-moves'
import type { SetStackChoice } from '#lib/client/stack/use-stack-choice'
import type { MappingMove, Snapshot } from '#lib/core/contract/snapshot'
import type { StackView } from '#lib/core/contract/stack-view'
import { whatIfWords } from '#lib/core/format/briefs/stack-brief'
import { nameOf } from '#lib/core/format/name-of'
import { MAX_MOVES } from '#lib/core/stack/what-if'

interface WhatIfBarProps {
  snapshot: Snapshot
  stack: StackView
  params: SnapshotParams
  isCompared: boolean
  setChoice: SetStackChoice
}

/** Says that this is not the shipped mapping, what was changed, and how to get back. */
export function WhatIfBar({ snapshot, stack, params, isCompared, setChoice }: WhatIfBarProps) {
  const { moves } = snapshot.mapping
  const search = `${snapshotSearch({ ...params, currency: snapshot.currency })}&bom=1`
  return (
    <section className="what-if" aria-label="What-if">
      <p>
        <strong>What-if: {whatIfWords(snapshot)}</strong> — not the shipped mapping
        {moves.length >= MAX_MOVES &&
          `. That is all a what-if holds: undo one of ${MAX_MOVES} to make another`}
      </p>
      <p className="what-if-actions">
        <button
          type="button"
          className="button"
          aria-pressed={isCompared}
          onClick={() => void setChoice({ compare: isCompared ? null : true })}
        >
          Compare with the shipped mapping
        </button>
        <button
          type="button"
          className="button"
          onClick={() => void setChoice({ whatif: null, compare: null })}
        >
          Reset
        </button>
        <a className="quiet-link" href={`/api/snapshot.csv?${search}`} download>
          CSV of this what-if
        </a>
      </p>
      <ul className="what-if-moves" aria-label="Moves">
        {moves.map((move) => (
          <li key={move.id}>
            <MoveChip
              move={move}
              stack={stack}
              onUndo={() => void setChoice({ whatif: withoutMove(params.whatif ?? '', move.id) || null })}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function MoveChip({ move, stack, onUndo }: { move: MappingMove; stack: StackView; onUndo: () => void }) {
  const layerName = (layer: string) => nameOf(stack.layers, layer)
  const name = stack.projects.find(({ coingeckoId }) => coingeckoId === move.id)?.name ?? move.id
  const target = move.to === null ? 'dropped' : layerName(move.to)
  return (
    <span className="move-chip">
      <b>{name}</b>
      <span>
        {move.from.map(layerName).join(' + ')} <span aria-hidden>→</span>
        <span className="sr-only">to</span> {target}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={`Undo: ${name} to ${target}`}
        title="Undo this move"
        onClick={onUndo}
      >
        <Undo2 size={13} aria-hidden />
      </button>
    </span>
  )
}
