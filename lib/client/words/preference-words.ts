import type { Palette } from '#lib/client/preferences/parse-preferences'
import type { Theme } from '#lib/client/preferences/theme'
import type { Density } from '#lib/client/view/view-params'

/** Words of the preferences; dialogs bring them when they are first opened. */
export const PALETTE_WORDS: Readonly<Record<Palette, string>> = {
  'blue-orange': 'Blue up, orange down',
  'green-red': 'Green up, red down',
  'red-green': 'Red up, green down',
}

export const DENSITY_WORDS: Readonly<Record<Density, string>> = {
  comfortable: 'Comfortable',
  compact: 'Compact',
}

export const THEME_WORDS: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
}
