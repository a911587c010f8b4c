'use client'

/** Applies the kept theme and palette before the first paint; without them the system's choice and blue–orange stand. */
const APPLY_STORED_LOOK =
  'try{var d=document.documentElement.dataset,s=localStorage,' +
  "t=s.getItem('strata-theme');if(t==='light'||t==='dark')d.theme=t;" +
  "var p=JSON.parse(s.getItem('strata-preferences')||'{}').palette;" +
  "if(p==='green-red'||p==='red-green')d.palette=p}catch{}"

/** Runs from the server's HTML only: a script React itself puts on a page does not run, and React says so. */
export function ThemeScript() {
  return (
    <script
      type={typeof window === 'undefined' ? 'text/javascript' : 'text/plain'}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file, nothing from outside
      dangerouslySetInnerHTML={{ __html: APPLY_STORED_LOOK }}
    />
  )
}
