import type { MapTile, StackMap } from '#lib/core/chart/stack/stack-map'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { textBrief } from '#lib/core/format/briefs/text-brief'
import { formatPercent, formatPoints } from '#lib/core/format/format-percent'
import type { LayerWindow } from '#lib/core/market/window'
import { WHAT_IF } from '#lib/core/stack/apply-what-if'

/** The map in a few sentences, from its numbers alone: how much there is, who leads, what a what-if changes. */
export function stackBrief(map: StackMap, snapshot: Snapshot, range: LayerWindow): string[] {
  const sentences = [
    countSentence(map),
    textBrief(snapshot, range)[0] ?? null,
    extremesSentence(map, range),
    ...whatIfSentences(snapshot, range),
  ]
  return sentences.filter((sentence) => sentence !== null)
}

function countSentence({ layers }: StackMap): string {
  const tiles = layers.flatMap(({ categories }) => categories.flatMap((category) => category.tiles))
  const projects = new Map(tiles.map((tile) => [tile.project.slug, tile]))
  const parts = [...projects.values()].map(({ part }) => part)
  const counted = parts.filter((part) => part === 'counted').length
  const tokenless = parts.filter((part) => part === 'no-token').length
  const categories = layers.flatMap((layer) => layer.categories.filter(({ id }) => id !== WHAT_IF)).length
  const where = `${projects.size} projects in ${layers.length} layers and ${categories} categories`
  return `The map holds ${where}; ${counted} count in the figures of this view, ${tokenless} have no token.`
}

function extremesSentence({ layers }: StackMap, range: LayerWindow): string | null {
  const counted = layers
    .flatMap(({ categories }) => categories.flatMap((category) => category.tiles))
    .filter(({ part, isPrimary }) => part === 'counted' && isPrimary)
  const known = counted.flatMap((tile) => {
    const change = tile.token?.returns[range] ?? null
    return change === null ? [] : [{ tile, change }]
  })
  known.sort((a, b) => b.change - a.change || (a.tile.key < b.tile.key ? -1 : 1))
  const best = known[0]
  const last = known.at(-1)
  if (best === undefined || last === undefined || best === last) return null
  return `${named(best)} has the largest return of the tokens that count, ${named(last)} the smallest.`
}

function named({ tile, change }: { tile: MapTile; change: number }): string {
  return `${tile.project.name} (${formatPercent(change).text})`
}

function whatIfSentences(snapshot: Snapshot, range: LayerWindow): (string | null)[] {
  const { moves } = snapshot.mapping
  if (moves.length === 0 || snapshot.comparison === null) return []
  const changes = snapshot.layers.flatMap((layer) => {
    const figure = snapshot.comparison?.find(({ id }) => id === layer.id)?.returns[range]
    if (!figure || figure.difference === null || figure.difference === 0) return []
    const [from, to] = [formatPercent(figure.shipped).text, formatPercent(layer.returns[range]).text]
    return [`${layer.name} from ${from} to ${to} (${formatPoints(figure.difference).text})`]
  })
  return [
    `This is a what-if, not the shipped mapping: ${whatIfWords(snapshot)}.`,
    changes.length === 0 ? null : `It takes ${changes.join(', ')}.`,
  ]
}

/** '2 projects moved, 1 dropped'. */
export function whatIfWords({ mapping: { moves } }: Pick<Snapshot, 'mapping'>): string {
  const dropped = moves.filter(({ to }) => to === null).length
  const moved = moves.length - dropped
  const projects = (count: number) => (count === 1 ? '1 project' : `${count} projects`)
  if (moved === 0) return `${projects(dropped)} dropped`
  return dropped === 0 ? `${projects(moved)} moved` : `${projects(moved)} moved, ${dropped} dropped`
}
