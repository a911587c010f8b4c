import type { LayerFigures, Snapshot } from '#lib/core/contract/snapshot'
import type { SnapshotDelta } from '#lib/core/contract/stream'
import { sameJson } from '#lib/core/stream/same-json'

interface Named {
  id: string
}

/**
 * What leads from any of `older`, oldest first, to `current`: every field in which at least one of them differs.
 * `null` where only the whole snapshot will do: nothing older, another set or order of tokens or layers, or recorded
 * data, whose versions cannot be told apart by time.
 */
export function diffSnapshots(older: readonly Snapshot[], current: Snapshot): SnapshotDelta | null {
  const oldest = older[0]
  if (oldest === undefined || !older.every((one) => isComparable(one, current))) return null
  const { layers, sector, tokens, ...top } = current
  return {
    delta: true,
    from: oldest.sequence,
    bases: older.map(({ generatedAt }) => generatedAt),
    sequence: current.sequence,
    generatedAt: current.generatedAt,
    ...changedFields(older, top),
    layers: changedItems(
      older.map((one) => one.layers),
      layers,
    ),
    sector: changedFields<LayerFigures>(
      older.map((one) => one.sector),
      sector,
    ),
    tokens: changedItems(
      older.map((one) => one.tokens),
      tokens,
    ),
  }
}

/** The snapshot a delta leads to, which may be the one held; `null` when it does not lead on from that. */
export function applyDelta(snapshot: Snapshot, delta: SnapshotDelta): Snapshot | null {
  if (snapshot.generatedAt === delta.generatedAt) return snapshot
  if (snapshot.source === 'recorded' || !delta.bases.includes(snapshot.generatedAt)) return null
  const { delta: _, from: __, bases: ___, layers, sector, tokens, ...top } = delta
  const nextLayers = patchItems(snapshot.layers, layers)
  const nextTokens = patchItems(snapshot.tokens, tokens)
  if (nextLayers === null || nextTokens === null) return null
  return {
    ...snapshot,
    ...top,
    layers: nextLayers,
    sector: { ...snapshot.sector, ...sector },
    tokens: nextTokens,
  }
}

function isComparable(older: Snapshot, current: Snapshot): boolean {
  return (
    older.source === 'live' &&
    current.source === 'live' &&
    sameJson(idsOf(older.layers), idsOf(current.layers)) &&
    sameJson(idsOf(older.tokens), idsOf(current.tokens))
  )
}

function idsOf(items: readonly Named[]): string[] {
  return items.map(({ id }) => id)
}

/** Fields of `current` that are not the same in every one of `older`. */
function changedFields<Value extends object>(older: readonly Value[], current: Value): Partial<Value> {
  const changed: Partial<Value> = {}
  for (const key of Object.keys(current) as (keyof Value)[])
    if (!older.every((one) => sameJson(one[key], current[key]))) changed[key] = current[key]
  return changed
}

/** The changed fields of every item that has any; all lists hold the same ids in the same order. */
function changedItems<Item extends Named>(older: readonly (readonly Item[])[], current: readonly Item[]) {
  return current.flatMap((item, index) => {
    const before = older.flatMap((items) => items[index] ?? [])
    const changed = changedFields(before, item)
    return Object.keys(changed).length === 0 ? [] : [{ ...changed, id: item.id }]
  })
}

/** `null` when a patch names an item that is not there. */
function patchItems<Item extends Named>(
  items: Item[],
  patches: readonly (Partial<Item> & Named)[],
): Item[] | null {
  if (patches.length === 0) return items
  const byId = new Map(patches.map((patch) => [patch.id, patch]))
  const patched = items.map((item) => {
    const patch = byId.get(item.id)
    byId.delete(item.id)
    return patch === undefined ? item : { ...item, ...patch }
  })
  return byId.size === 0 ? patched : null
}
