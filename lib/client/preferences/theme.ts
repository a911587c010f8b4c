import { useSyncExternalStore } from 'react'
import { createStoredValue } from '#lib/client/browser/stored-value'

/** `system` leaves the choice to the operating system. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const theme = createStoredValue<Theme>({
  key: 'strata-theme',
  initial: 'system',
  parse: (text) => THEMES.find((candidate) => candidate === text) ?? null,
  print: String,
})

/** The theme the reader chose; `system` while the page comes from the server. */
export function useTheme(): Theme {
  return useSyncExternalStore(theme.subscribe, theme.read, () => 'system')
}

/** Shows the page in this theme from now on, and keeps it for the next visit where that is allowed. */
export function setTheme(next: Theme): boolean {
  applyTheme(next)
  return theme.change(() => next)
}

/** Light to dark and back, from what is on screen now. */
export function switchTheme(): boolean {
  const shown = document.documentElement.dataset.theme ?? systemTheme()
  return setTheme(shown === 'dark' ? 'light' : 'dark')
}

/** Also called where another tab made the choice. */
export function applyTheme(next: Theme): void {
  const { dataset } = document.documentElement
  if (next === 'system') delete dataset.theme
  else dataset.theme = next
}

function systemTheme(): Theme {
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
