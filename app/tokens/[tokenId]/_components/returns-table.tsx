import { MetricLink } from '#app/_components/metric-link'
import { ReturnDigits } from '#app/_components/return-digits'
import { BOARD_RANGES } from '#lib/client/view/view-params'
import { heatStep } from '#lib/client/words/heat-step'
import type { TokenDetail } from '#lib/core/contract/token-detail'
import { TOKEN_WINDOWS, type TokenWindow } from '#lib/core/market/window'
import { priceReturn } from '#lib/core/metrics/labels/return-labels'

const SOURCE_WORDS = { upstream: 'CoinGecko', history: 'own history' } as const

/** Every return of the row and where it comes from. */
export function ReturnsTable({ detail: { token, currency } }: { detail: TokenDetail }) {
  const isNoneKnown = TOKEN_WINDOWS.every((window) => token.returns[window] === null)
  return (
    <section className="token-block" aria-labelledby="returns-title">
      <h2 id="returns-title">
        Returns <small>rolling, {currency.toUpperCase()}</small>
      </h2>
      {isNoneKnown ? (
        <p className="block-empty">
          {token.price === null
            ? `No return is known: it needs a price of now, and ${token.name} has none.`
            : 'Neither CoinGecko nor the stored history knows one yet.'}
        </p>
      ) : (
        <ReturnsBody token={token} />
      )}
    </section>
  )
}

function ReturnsBody({ token }: Pick<TokenDetail, 'token'>) {
  return (
    <table className="figures" aria-labelledby="returns-title">
      <thead>
        <tr>
          <th scope="col">Window</th>
          <th scope="col">
            <MetricLink metric={priceReturn}>Return, %</MetricLink>
          </th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        {TOKEN_WINDOWS.map((window) => (
          <ReturnRow
            key={window}
            window={window}
            value={token.returns[window]}
            source={token.returnsSource[window]}
          />
        ))}
      </tbody>
    </table>
  )
}

interface ReturnRowProps {
  window: TokenWindow
  value: number | null
  source: 'upstream' | 'history' | null
}

function ReturnRow({ window, value, source }: ReturnRowProps) {
  const range = BOARD_RANGES.find((one) => one === window)
  const step = value === null || range === undefined ? 0 : heatStep(value, range)
  return (
    <tr>
      <th scope="row">{window}</th>
      {value === null ? (
        <td className="unknown" title="neither CoinGecko nor the stored history knows it">
          —
        </td>
      ) : (
        <td className={step === 0 ? undefined : `heat${step}`}>
          <ReturnDigits value={value} />
        </td>
      )}
      <td className="word">
        {source === null ? <span className="unknown">not known</span> : SOURCE_WORDS[source]}
      </td>
    </tr>
  )
}
