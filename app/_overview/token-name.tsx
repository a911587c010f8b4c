import { memo } from 'react'
import { ScreenLink } from '#app/_components/screen-link'
import { Tip } from '#app/_components/tip'
import { WatchStar } from '#app/_components/watch-star'
import { tokenHref } from '#lib/client/view/screen-href'
import { FLAG_WORDS } from '#lib/client/words/wording'
import type { TokenFigures } from '#lib/core/contract/snapshot'

type TokenNameProps = Pick<
  TokenFigures,
  'id' | 'name' | 'symbol' | 'scope' | 'listing' | 'note' | 'flags'
> & { hue: number }

/** Head of a row: layer, name, symbol and whatever must be known before trusting the numbers. Prices do not touch it. */
export const TokenName = memo(function TokenName(props: TokenNameProps) {
  const { id, name, symbol, scope, listing, note, flags, hue } = props
  const findings = flags.map((flag) => FLAG_WORDS[flag]).join('; ')
  const tag = listing === 'active' || listing === 'benchmark' ? null : listing
  return (
    <th scope="row">
      <div className="token-name">
        <i className={`dot hue-${hue}`} />
        <ScreenLink className="name-link" href={tokenHref(id)} title={name}>
          {name}
        </ScreenLink>{' '}
        <b>{symbol.toUpperCase()}</b>
        {scope === 'adjacent' && listing !== 'benchmark' && (
          <em
            className="tag"
            title="General-purpose infrastructure that AI uses; counted only with adjacent included"
          >
            adjacent
          </em>
        )}
        {tag !== null && (
          <em className="tag" title={note ?? undefined}>
            {tag}
            {note !== null && <span className="sr-only">: {note}</span>}
          </em>
        )}
        {findings !== '' && (
          <Tip className="flag" label={`Self-check of ${name}`} words={`Self-check: ${findings}.`}>
            !
          </Tip>
        )}
      </div>
      <WatchStar id={id} name={name} />
    </th>
  )
})
