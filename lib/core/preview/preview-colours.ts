import { NEUTRAL_HUE } from '#lib/core/chart/layer-hue'

/** The dark theme of app/palette.css, for pictures that know no style sheet; a test keeps both alike. */
export const PREVIEW_COLOURS = {
  ground: '#0b0d10',
  raised: '#111419',
  line: '#1f252d',
  text: '#e8ebf0',
  'text-2': '#a9b1bd',
  'text-3': '#858e9b',
  'up-text': '#92c5f0',
  'down-text': '#f5b36a',
  alert: '#f0c552',
  'alert-text': '#1d1600',
  'hue-0': '#98a1ad',
  'hue-1': '#8f8df2',
  'hue-2': '#3fdcae',
  'hue-3': '#f0c552',
  'hue-4': '#cf6fa0',
} as const

const HUES = ['hue-0', 'hue-1', 'hue-2', 'hue-3', 'hue-4'] as const

/** The colour of a hue by its number; neutral for one beyond the layers. */
export function previewHue(hue: number | null): string {
  return PREVIEW_COLOURS[HUES[hue ?? NEUTRAL_HUE] ?? 'hue-0']
}
