import type { CommandGroup, PaletteCommand } from '#lib/client/palette/palette-command'
import { layerHref, tokenHref } from '#lib/client/view/screen-href'
import { SCREENS } from '#lib/client/view/screens'
import { layerHue } from '#lib/core/chart/layer-hue'
import type { LayerFigures, Snapshot, TokenFigures } from '#lib/core/contract/snapshot'

/** Names and places of a board, whatever its figures. */
export type BoardNames = Pick<Snapshot, 'tokens' | 'layers'>

/** Everywhere one can go: screens, layers from the top of the stack, tokens as the board orders them. */
export function placeCommands(board: BoardNames | null): CommandGroup[] {
  const layers = board?.layers.toSorted((a, b) => b.rank - a.rank) ?? []
  const hueOf = new Map<string | null, number>(layers.map(({ id, rank }) => [id, layerHue(rank)]))
  const nameOf = new Map<string | null, string>(layers.map(({ id, name }) => [id, name]))
  const tokens = board?.tokens.filter(({ listing }) => listing !== 'benchmark') ?? []
  return [
    { title: 'Screens', commands: SCREENS.map(screenCommand) },
    { title: 'Layers', commands: layers.map(layerCommand) },
    {
      title: 'Tokens',
      commands: tokens.map((token) => tokenCommand(token, hueOf.get(token.layer), nameOf.get(token.layer))),
    },
  ]
}

function screenCommand({ href, label }: (typeof SCREENS)[number]): PaletteCommand {
  return { id: `screen ${href}`, label, href }
}

function layerCommand({ id, name, rank }: LayerFigures): PaletteCommand {
  return { id: `layer ${id}`, label: name, hue: layerHue(rank), keywords: [id], href: layerHref(id) }
}

function tokenCommand(
  { id, name, symbol }: TokenFigures,
  hue: number | undefined,
  layer: string | undefined,
): PaletteCommand {
  return {
    id: `token ${id}`,
    label: name,
    hint: symbol.toUpperCase(),
    keywords: [symbol, id, ...(layer === undefined ? [] : [layer])],
    hue: hue ?? layerHue(null),
    href: tokenHref(id),
  }
}
