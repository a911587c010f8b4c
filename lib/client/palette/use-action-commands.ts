import { usePathname } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { openDialog } from '#lib/client/browser/open-dialog'
import type { CommandGroup, PaletteCommand } from '#lib/client/palette/palette-command'
import { PALETTES, type Preferences, ZONES } from '#lib/client/preferences/parse-preferences'
import { preferredParsers, rangesOf } from '#lib/client/preferences/preferred-params'
import { setTheme, THEMES } from '#lib/client/preferences/theme'
import { usePrefer } from '#lib/client/preferences/use-prefer'
import { viewAddress } from '#lib/client/view/view-address'
import { DENSITIES } from '#lib/client/view/view-params'
import { toggleWatched, useWatchlist } from '#lib/client/watchlist/watchlist'
import { DENSITY_WORDS, PALETTE_WORDS, THEME_WORDS } from '#lib/client/words/preference-words'
import { RANGE_WORDS } from '#lib/client/words/wording'
import type { TokenFigures } from '#lib/core/contract/snapshot'

/** Everything one can do from the screen shown. `onDone` is told what happened where nothing on screen shows it. */
export function useActionCommands(
  tokens: readonly Pick<TokenFigures, 'id' | 'name'>[],
  onDone: (words: string) => void,
): CommandGroup[] {
  const pathname = usePathname()
  const prefer = usePrefer()
  const watched = useWatchlist() ?? []
  const [, setParams] = useQueryStates(preferredParsers, { clearOnDefault: false })
  const token = tokens.find(({ id }) => pathname === `/tokens/${encodeURIComponent(id)}`)
  return [
    {
      title: 'This view',
      commands: [
        ...(token === undefined ? [] : [watchCommand(token, watched.includes(token.id))]),
        ...rangesOf(pathname).map((range) => ({
          id: `range ${range}`,
          label: `Range ${RANGE_WORDS[range]}`,
          keywords: [range],
          run: () => void setParams({ range }),
        })),
        ...exportCommands(),
        {
          id: 'copy',
          label: 'Copy link of this view',
          keywords: ['share', 'url'],
          run: () => copyLink(onDone),
        },
      ],
    },
    { title: 'Preferences', commands: [...lookCommands(prefer), PREFERENCES] },
  ]
}

const PREFERENCES: PaletteCommand = {
  id: 'preferences',
  label: 'Open preferences',
  keywords: ['settings', 'watchlist', 'import', 'export'],
  run: () => openDialog('preferences'),
}

function watchCommand({ id, name }: Pick<TokenFigures, 'id' | 'name'>, isWatched: boolean): PaletteCommand {
  return {
    id: 'watch',
    label: isWatched ? `Take ${name} off the watchlist` : `Add ${name} to the watchlist`,
    keywords: ['star'],
    run: () => void toggleWatched(id),
  }
}

/** Every screen has its rows behind a link of this name (CONTRACT, accessible names); pressing it is the export. */
function exportCommands(): PaletteCommand[] {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('main a[download]')]
  const link = links.find(({ textContent }) => textContent?.trim() === 'Export CSV')
  if (link === undefined) return []
  return [{ id: 'export', label: 'Export CSV of this view', keywords: ['download'], run: () => link.click() }]
}

function copyLink(onDone: (words: string) => void): void {
  // Absent where the page did not come over https or from this computer.
  const clipboard: Clipboard | undefined = navigator.clipboard
  const copied = clipboard?.writeText(viewAddress(window.location.href)) ?? Promise.reject()
  copied.then(
    () => onDone('Link copied'),
    () => onDone('This browser does not allow copying; the address bar has the link'),
  )
}

function lookCommands(prefer: (change: Partial<Preferences>) => boolean): PaletteCommand[] {
  return [
    ...THEMES.map((theme) => ({
      id: `theme ${theme}`,
      label: `Theme: ${THEME_WORDS[theme].toLowerCase()}`,
      run: () => void setTheme(theme),
    })),
    ...PALETTES.map((palette) => ({
      id: `palette ${palette}`,
      label: `Colours: ${PALETTE_WORDS[palette].toLowerCase()}`,
      keywords: ['palette', 'gain', 'loss'],
      run: () => void prefer({ palette }),
    })),
    ...DENSITIES.map((density) => ({
      id: `density ${density}`,
      label: `Table rows: ${DENSITY_WORDS[density].toLowerCase()}`,
      keywords: ['density'],
      run: () => void prefer({ density }),
    })),
    ...ZONES.map((zone) => ({
      id: `zone ${zone}`,
      label: zone === 'utc' ? 'Clock times in UTC' : "Clock times in this computer's zone",
      keywords: ['time zone'],
      run: () => void prefer({ zone }),
    })),
  ]
}
