import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import type { ReactNode } from 'react'
import { ThemeScript } from '#app/_components/theme-script'
import { Providers } from '#app/providers'
import { getPublicUrl } from '#lib/server/services/get-public-url'
import './globals.css'

/** For formulas, addresses and versions, which few screens have: fetched where it is used, not before. */
const mono = localFont({
  src: '../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  preload: false,
  adjustFontFallback: false,
  weight: '100 900',
})

/** Absolute addresses of link previews start at the public URL, which is known when the server starts. */
export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(getPublicUrl()),
    title: { default: 'Strata: AI crypto by layer', template: '%s · Strata' },
    description:
      'Live market board of AI-sector crypto tokens by the four layers of the Crypto-AI stack: ' +
      'returns, volatility and what moved them.',
    openGraph: { siteName: 'Strata', type: 'website' },
    twitter: { card: 'summary_large_image' },
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0b0d10' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme script sets data-theme before React wakes up.
    <html lang="en" className={`${GeistSans.variable} ${mono.variable}`} suppressHydrationWarning>
      <head>
        <ThemeScript />
      </head>
      <body>
        <a className="skip-link" href="#main">
          Skip to the numbers
        </a>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
