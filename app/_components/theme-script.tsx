'use client'

/** Applies the stored theme before the first paint; without one the system's choice stands. */
const APPLY_STORED_THEME =
  "try{var t=localStorage.getItem('strata-theme');" +
  "if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}"

/** Runs from the server's HTML only: a script React itself puts on a page does not run, and React says so. */
export function ThemeScript() {
  return (
    <script
      type={typeof window === 'undefined' ? 'text/javascript' : 'text/plain'}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file, nothing from outside
      dangerouslySetInnerHTML={{ __html: APPLY_STORED_THEME }}
    />
  )
}
