import type { TileColour } from '#lib/client/stack/stack-params'
import type { BoardRange } from '#lib/client/view/view-params'
import { heatStep } from '#lib/client/words/heat-step'
import { RANGE_WORDS } from '#lib/client/words/wording'
import type { MapTile, TilePart } from '#lib/core/chart/stack/stack-map'
import { formatPercent } from '#lib/core/format/format-percent'
import { formatAge } from '#lib/core/format/format-time'
import { formatVolatility } from '#lib/core/format/format-volatility'
import { NBSP } from '#lib/core/format/typography'

/** Lower bounds of the volatility steps 1 … 5, annualised fractions: fixed, never fitted to the view. */
export const VOLATILITY_BOUNDS = [0.5, 0.75, 1, 1.25, 1.5] as const
/** Lower bounds of the age steps 1 … 4, seconds. */
export const AGE_BOUNDS = [300, 900, 3600, 86_400] as const

/** Why a tile takes part in no figure, as one small word on it and as a sentence. */
export const PART_WORDS: Readonly<Record<Exclude<TilePart, 'counted'>, { tag: string; why: string }>> = {
  adjacent: {
    tag: 'adjacent',
    why: 'General-purpose infrastructure that AI uses: counts with “Include adjacent”.',
  },
  benchmark: { tag: 'benchmark', why: 'A benchmark: on the map, never in a layer’s figures.' },
  legacy: { tag: 'legacy', why: 'Merged into another token: has a row, counts in nothing.' },
  inactive: { tag: 'inactive', why: 'No longer listed: has no numbers.' },
  'pre-launch': { tag: 'pre-launch', why: 'Does not trade yet: has no numbers.' },
  'no-token': { tag: 'no token', why: 'This project has no token.' },
  'not-listed': { tag: 'not listed yet', why: 'Was not traded yet at the time of these figures.' },
  dropped: { tag: 'dropped', why: 'Dropped by this what-if: counts in nothing.' },
}

/** 'Bittensor, TAO, +2.71 % in 24 h': what a tile is called, whatever it is coloured by. */
export function tileName({ project, token, part }: MapTile, range: BoardRange): string {
  if (part === 'no-token' || project.symbol === null) return `${project.name}, no token`
  const symbol = token?.symbol ?? project.symbol
  if (part === 'dropped') return `${project.name}, ${symbol}, dropped`
  const change = token?.returns[range] ?? null
  const figure = change === null ? 'return unknown' : formatPercent(change).text.replaceAll(NBSP, ' ')
  return `${project.name}, ${symbol}, ${figure} in ${RANGE_WORDS[range]}`
}

/** What a tile prints: the figure it is coloured by. */
export function tileFigure({ token, part }: MapTile, colour: TileColour, range: BoardRange): string {
  if (part === 'no-token' || part === 'dropped') return PART_WORDS[part].tag
  if (colour === 'volatility') return formatVolatility(token?.volatility['30d'] ?? null).text
  if (colour === 'freshness') return formatAge(token?.ageSeconds ?? null)
  return formatPercent(token?.returns[range] ?? null).text
}

/** Class of a tile's ground: a step of the fixed scale, hatched when unknown, bare without a token. */
export function tileGround({ token, part }: MapTile, colour: TileColour, range: BoardRange): string {
  if (part === 'no-token' || part === 'dropped') return 'ground-none'
  if (colour === 'return') {
    const step = heatStep(token?.returns[range] ?? null, range)
    return step === null ? 'heat-unknown' : `heat${step}`
  }
  const value = colour === 'volatility' ? token?.volatility['30d'] : token?.ageSeconds
  if (value === null || value === undefined) return 'heat-unknown'
  const bounds: readonly number[] = colour === 'volatility' ? VOLATILITY_BOUNDS : AGE_BOUNDS
  const step = bounds.filter((bound) => value >= bound).length
  return `${colour === 'volatility' ? 'ink' : 'age'}-${step}`
}

const COLOUR_TITLES = {
  return: (range: BoardRange) => `${RANGE_WORDS[range]} return, %`,
  volatility: () => '30-day volatility, annualised %',
  freshness: () => 'age of the price',
} as const

/** Subject and unit of the map; a what-if is named, so that a picture or a file of it cannot pass for the shipped one. */
export function mapTitle(
  { colour, range }: { colour: TileColour; range: BoardRange },
  mappingVersion: string,
): string {
  const mark = mappingVersion.split('+whatif.')[1]
  const subject = `The AI crypto stack: ${COLOUR_TITLES[colour](range)}`
  return mark === undefined ? subject : `${subject} (what-if ${mark})`
}
