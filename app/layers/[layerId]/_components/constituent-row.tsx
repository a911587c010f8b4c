import { ReturnDigits } from '#app/_components/return-digits'
import { ScreenLink } from '#app/_components/screen-link'
import { TokenState } from '#app/_components/token-state'
import { UnknownCell } from '#app/_components/unknown-cell'
import type { ConstituentRow } from '#lib/client/layer/sort-constituents'
import { tokenHref } from '#lib/client/view/screen-href'
import { heatStep } from '#lib/client/words/heat-step'
import { withoutUnit } from '#lib/client/words/without-unit'
import { FLAG_WORDS, REASON_WORDS } from '#lib/client/words/wording'
import { formatPoints } from '#lib/core/format/format-percent'
import { formatVolatility } from '#lib/core/format/format-volatility'
import { formatWeight } from '#lib/core/format/format-weight'
import type { FormattedNumber } from '#lib/core/format/formatted-number'
import type { SeriesRange } from '#lib/core/market/window'

interface ConstituentCellsProps {
  row: ConstituentRow
  hue: number
  range: SeriesRange
}

/** One token of the layer. */
export function ConstituentCells({ row, hue, range }: ConstituentCellsProps) {
  const { constituent, category, token } = row
  const { weight, contribution, volatility30d, riskShare, state } = constituent
  const reason = token?.volatilityReason ?? null
  return (
    <tr className={state === 'fresh' ? undefined : `is-${state}`}>
      <NameCell row={row} hue={hue} />
      <td className="category-cell">{category}</td>
      <NumberCell value={formatWeight(weight)} why="not in the basket: its return or market cap is unknown" />
      <ReturnCell value={constituent.return} range={range} />
      <NumberCell value={formatPoints(contribution)} why="not in the basket" />
      <NumberCell
        value={formatVolatility(volatility30d)}
        why={reason === null ? undefined : `unknown: ${REASON_WORDS[reason]}`}
      />
      <NumberCell value={formatWeight(riskShare)} why="the layer's index does not hold it" />
      {token === null ? <UnknownCell /> : <TokenState token={token} />}
    </tr>
  )
}

function NameCell({ row: { constituent, token }, hue }: { row: ConstituentRow; hue: number }) {
  const { id, name, symbol } = constituent
  const findings = (token?.flags ?? []).map((flag) => FLAG_WORDS[flag]).join('; ')
  return (
    <th scope="row">
      <div className="token-name">
        <i className={`dot hue-${hue}`} />
        <ScreenLink className="name-link" href={tokenHref(id)} title={name}>
          {name}
        </ScreenLink>{' '}
        <b>{symbol}</b>
        {token?.scope === 'adjacent' && <em className="tag">adjacent</em>}
        {findings !== '' && (
          <em className="flag" title={`Self-check: ${findings}`}>
            !<span className="sr-only"> self-check: {findings}</span>
          </em>
        )}
      </div>
    </th>
  )
}

function NumberCell({ value, why }: { value: FormattedNumber; why?: string | undefined }) {
  if (value.full === 'unknown') return <UnknownCell {...(why === undefined ? {} : { why })} />
  return <td title={value.full}>{withoutUnit(value.text)}</td>
}

function ReturnCell({ value, range }: { value: number | null; range: SeriesRange }) {
  if (value === null) return <UnknownCell why="its return is not known" />
  const step = heatStep(value, range)
  return (
    <td className={step === 0 ? undefined : `heat${step}`}>
      <ReturnDigits value={value} />
    </td>
  )
}
