import type { WaterfallBar } from '#lib/core/chart/waterfall/waterfall-bars'
import type { Constituent } from '#lib/core/contract/layer-detail'
import { formatPercent, formatPoints } from '#lib/core/format/format-percent'
import { formatWeight } from '#lib/core/format/format-weight'

const MOST_NAMED = 6

interface WaterfallTooltipProps {
  bar: WaterfallBar
  constituents: readonly Constituent[]
  isPinned: boolean
  /** Opens upwards, so that the frame does not cut it. */
  isAbove: boolean
}

/** What is behind one bar. */
export function WaterfallTooltip({ bar, constituents, isPinned, isAbove }: WaterfallTooltipProps) {
  const { step, name } = bar
  const inside = constituents.filter(({ id }) => step.tokens.includes(id))
  return (
    <div className={`chart-tooltip waterfall-tooltip${isAbove ? ' above' : ''}`} role="tooltip">
      <p>
        {name}
        {isPinned && <small> pinned, Esc releases</small>}
      </p>
      <dl>
        {step.id === null ? <Others tokens={inside} /> : <One token={inside[0]} />}
        <Line name="Contribution" text={formatPoints(step.contribution).text} />
        <Line name="Sum so far" text={formatPoints(step.to).text} />
      </dl>
    </div>
  )
}

function One({ token }: { token: Constituent | undefined }) {
  if (token === undefined) return null
  return (
    <>
      <Line name="Weight" text={formatWeight(token.weight).text} />
      <Line name="Return" text={formatPercent(token.return).text} />
    </>
  )
}

function Others({ tokens }: { tokens: readonly Constituent[] }) {
  const more = tokens.length - MOST_NAMED
  return (
    <>
      {tokens.slice(0, MOST_NAMED).map(({ id, symbol, contribution }) => (
        <Line key={id} name={symbol} text={formatPoints(contribution).text} />
      ))}
      {more > 0 && <Line name={`and ${more} more`} text="" />}
    </>
  )
}

function Line({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="num">{text}</dd>
    </div>
  )
}
