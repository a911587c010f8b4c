import { ScreenLink } from '#app/_components/screen-link'
import { byReason } from '#lib/client/status/status-words'
import { tokenHref } from '#lib/client/view/screen-href'
import type { TokenLine } from '#lib/core/contract/status'

/** Mapped tokens that never had an accepted price, by the reason; nothing where every token has one. */
export function WithoutPrice({ lines }: { lines: readonly TokenLine[] }) {
  const missing = byReason(lines.filter(({ state }) => state === 'missing'))
  if (missing.length === 0) return null
  return (
    <section aria-labelledby="without-price">
      <h2 id="without-price">
        Without a price <small>counted in no figure; the coverage of a layer says what that leaves</small>
      </h2>
      <dl className="without-price">
        {missing.map(({ reason, tokens }) => (
          <div key={reason}>
            <dt>{reason}</dt>
            <dd>
              {tokens.map(({ id, name }) => (
                <ScreenLink key={id} href={tokenHref(id)}>
                  {name}
                </ScreenLink>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
