const HUES = 4

/** The hue of what belongs to no layer. */
export const NEUTRAL_HUE = 0

/** Number of a layer's hue in every band, chart and table: its rank, repeating after four; 0 is neutral. */
export function layerHue(rank: number | null): number {
  return rank === null || rank < 1 ? NEUTRAL_HUE : ((rank - 1) % HUES) + 1
}
