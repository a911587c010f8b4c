const HUES = 4

/** The hue of what belongs to no layer. */
export const NEUTRAL_HUE = 0

/** Hues for tokens compared with each other; they follow the layers' own. */
const PICKS = 8

/** Number of the hue of the token picked at a place (0, 1, …) of a comparison, repeating after eight: 5 … 12. */
export function pickHue(place: number): number {
  return HUES + 1 + (place % PICKS)
}

/** Number of a layer's hue in every band, chart and table: its rank, repeating after four; 0 is neutral. */
export function layerHue(rank: number | null): number {
  return rank === null || rank < 1 ? NEUTRAL_HUE : ((rank - 1) % HUES) + 1
}
