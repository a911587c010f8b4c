'use client'

import { Contrast } from 'lucide-react'

const STORAGE_KEY = 'strata-theme'

function switchTheme() {
  const root = document.documentElement
  const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)').matches
  const current = root.dataset.theme ?? (systemIsDark ? 'dark' : 'light')
  const next = current === 'dark' ? 'light' : 'dark'
  root.dataset.theme = next
  try {
    localStorage.setItem(STORAGE_KEY, next)
  } catch {
    // Storage is closed to us: the choice lasts as long as the page.
  }
}

export function ThemeToggle() {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label="Switch between light and dark"
      onClick={switchTheme}
    >
      <Contrast size={16} aria-hidden />
    </button>
  )
}
