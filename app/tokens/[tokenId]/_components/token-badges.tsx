import { FLAG_WORDS } from '#lib/client/words/wording'
import type { TokenFigures } from '#lib/core/contract/snapshot'

const LISTING_WORDS = {
  active: null,
  benchmark: 'benchmark, in no index',
  legacy: 'legacy',
  inactive: 'inactive',
  'pre-launch': 'before launch',
} as const

const STATE_WORDS = { fresh: null, stale: 'stale', missing: 'no price', quarantined: 'held back' } as const

/** Whatever must be known before trusting the numbers. */
export function TokenBadges({ token }: { token: TokenFigures }) {
  const { scope, listing, note, flags, state } = token
  const listed = LISTING_WORDS[listing]
  const aged = STATE_WORDS[state]
  const findings = flags.map((flag) => FLAG_WORDS[flag]).join('; ')
  return (
    <span className="token-badges">
      {scope === 'adjacent' && listing !== 'benchmark' && (
        <em
          className="tag"
          title="General-purpose infrastructure that AI uses; counted only with adjacent included"
        >
          adjacent
        </em>
      )}
      {listed !== null && <em className="tag">{listed}</em>}
      {aged !== null && <em className="tag warn">{aged}</em>}
      {flags.length > 0 && (
        <a className="tag warn" href="#self-check" title={`Self-check: ${findings}`}>
          {flags.length === 1 ? findings : `${flags.length} self-check findings`}
        </a>
      )}
      {note !== null && <small>{note}</small>}
    </span>
  )
}
