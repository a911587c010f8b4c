'use client'

import { usePathname } from 'next/navigation'
import { ScreenLink } from '#app/_components/screen-link'
import { layerHref, tokenHref } from '#lib/client/view/screen-href'
import { type NamedThing, nearestNames } from '#lib/core/stack/nearest-names'
import type { StackNames } from '#lib/core/stack/stack-names'

const SCREENS = [
  { href: '/', name: 'Overview', about: 'which layer moves, why, how fresh' },
  { href: '/volatility', name: 'Volatility', about: 'who is riskier, is it unusual' },
  { href: '/stack', name: 'Stack', about: 'every project, where it stands and why' },
  { href: '/status', name: 'Status', about: 'whether it can be trusted now' },
  { href: '/methodology', name: 'Methodology', about: 'what each number means' },
] as const

/** What the reader may have meant: the nearest names where the address names a token or a layer, else the screens. */
export function NearestScreens({ names }: { names: StackNames }) {
  const { kind, word } = addressed(usePathname())
  const near = kind === null ? [] : nearestNames(word, names[kind])
  return (
    <>
      <h1>
        {kind === null
          ? 'There is no such page'
          : `There is no such ${kind === 'tokens' ? 'token' : 'layer'}`}
      </h1>
      {kind === null ? (
        <p>The address leads nowhere on this board.</p>
      ) : (
        <p>
          Nothing in the mapping is called <b className="wrong-name">{word.slice(0, LONGEST_SHOWN)}</b>.
          {near.length > 0 && ' The nearest names are:'}
        </p>
      )}
      {kind !== null && near.length > 0 && <Names near={near} kind={kind} />}
      <h2>The screens</h2>
      <ul className="nearest">
        {SCREENS.map(({ href, name, about }) => (
          <li key={href}>
            <ScreenLink className="quiet-link" href={href}>
              {name}
            </ScreenLink>{' '}
            <small>{about}</small>
          </li>
        ))}
      </ul>
    </>
  )
}

const LONGEST_SHOWN = 64

function Names({ near, kind }: { near: readonly NamedThing[]; kind: 'tokens' | 'layers' }) {
  return (
    <ul className="nearest" aria-label="Nearest names">
      {near.map(({ id, name, symbol }) => (
        <li key={id}>
          <ScreenLink className="quiet-link" href={kind === 'tokens' ? tokenHref(id) : layerHref(id)}>
            {name}
          </ScreenLink>
          {symbol !== null && <small> {symbol}</small>}
        </li>
      ))}
    </ul>
  )
}

/** What an address is about: `/tokens/x` and `/layers/x` name something, anything else does not. */
function addressed(path: string): { kind: 'tokens' | 'layers' | null; word: string } {
  const [kind, word = ''] = path.split('/').slice(1)
  if ((kind !== 'tokens' && kind !== 'layers') || word === '') return { kind: null, word: '' }
  return { kind, word: decoded(word) }
}

/** A broken escape is shown as it stands. */
function decoded(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}
