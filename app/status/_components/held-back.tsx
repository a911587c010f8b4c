import type { ReactNode } from 'react'
import { ClockTime } from '#app/_components/clock-time'
import { ScreenLink } from '#app/_components/screen-link'
import { tokenHref } from '#lib/client/view/screen-href'
import type { Status } from '#lib/core/contract/status'
import { formatCount } from '#lib/core/format/format-count'

/** What the data guard does not let through, why, and what would. The values themselves are shown nowhere. */
export function HeldBack({ status: { guard, tokens } }: { status: Status }) {
  const names = new Map(tokens.lines.map(({ id, name, symbol }) => [id, `${name} ${symbol}`]))
  const { refusedBatch } = guard
  const isNothing = refusedBatch === null && tokens.quarantined.length === 0
  return (
    <section aria-labelledby="held-back">
      <h2 id="held-back">
        Held back <small>not believed, so not shown, stored or counted anywhere</small>
      </h2>
      {isNothing && <p className="block-empty">Nothing is held back.</p>}
      <ul className="held-back">
        {refusedBatch !== null && (
          <li>
            <strong>The whole answer in {refusedBatch.currency.toUpperCase()}</strong>
            <Hold {...refusedBatch} count={answers(refusedBatch.refused)} />
          </li>
        )}
        {tokens.quarantined.map((entry) => (
          <li key={`${entry.id} ${entry.currency}`}>
            <strong>
              <ScreenLink href={tokenHref(entry.id)}>{names.get(entry.id) ?? entry.id}</ScreenLink>
            </strong>{' '}
            <small>in {entry.currency.toUpperCase()}</small>
            <Hold {...entry} count={rows(entry.heldBack)}>
              {entry.lastGoodAt === null ? (
                'no price is shown instead: there never was an accepted one'
              ) : (
                <>
                  the price of <ClockTime iso={entry.lastGoodAt} isDated /> is shown instead
                </>
              )}
            </Hold>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface HoldProps {
  message: string
  release: string
  since: string
  count: string
  children?: ReactNode
}

function Hold({
  message,
  release,
  since,
  count,
  children = 'the board stands on the answer before',
}: HoldProps) {
  return (
    <>
      <p>{message}.</p>
      <p className="held-back-release">Released by: {release.charAt(0).toLowerCase() + release.slice(1)}.</p>
      <p className="held-back-facts">
        <span>
          since <ClockTime iso={since} />
        </span>
        <span>{count}</span>
        <span>{children}</span>
      </p>
    </>
  )
}

function answers(count: number): string {
  return `${formatCount(count).text} ${count === 1 ? 'answer' : 'answers'} refused`
}

function rows(count: number): string {
  return `${formatCount(count).text} ${count === 1 ? 'row' : 'rows'} held back`
}
