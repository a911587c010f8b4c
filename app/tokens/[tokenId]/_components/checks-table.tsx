import { MetricLink } from '#app/_components/metric-link'
import { ScrollBox } from '#app/_components/scroll-box'
import { CHECK_NAMES, checkWords } from '#lib/client/token/check-words'
import { TOKEN_REASON_WORDS } from '#lib/client/token/token-words'
import type { TokenCheck, TokenDetail } from '#lib/core/contract/token-detail'
import { selfCheck } from '#lib/core/metrics/labels/data-quality-labels'

/** Every check of the numbers against each other, with both sides of it. */
export function ChecksTable({ detail: { checks, currency, token } }: { detail: TokenDetail }) {
  const isNothingChecked = checks.every(({ result }) => result === 'unchecked')
  return (
    <section className="token-block" id="self-check" aria-labelledby="checks-title">
      <h2 id="checks-title">
        <MetricLink metric={selfCheck}>Self-check</MetricLink>{' '}
        <small>what CoinGecko says, held against itself; a finding marks, it does not remove</small>
      </h2>
      {isNothingChecked ? (
        <p className="block-empty">There is nothing to check: no price of {token.name} is known.</p>
      ) : (
        <ChecksBody checks={checks} currency={currency} />
      )}
    </section>
  )
}

function ChecksBody({ checks, currency }: Pick<TokenDetail, 'checks' | 'currency'>) {
  return (
    <ScrollBox className="figures-scroll" label="Checks, scrollable">
      <table className="figures checks" aria-labelledby="checks-title">
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Reported</th>
            <th scope="col">Held against</th>
            <th scope="col">Allowed</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <CheckRow key={check.id} check={check} currency={currency} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

const RESULT_WORDS = { passed: 'passed', failed: 'failed', unchecked: 'not checkable' } as const

function CheckRow({ check, currency }: { check: TokenCheck; currency: string }) {
  const { reported, against, allowed } = checkWords(check, currency)
  return (
    <tr>
      <th scope="row">{CHECK_NAMES[check.id]}</th>
      <td>{reported}</td>
      <td>{against}</td>
      <td>{allowed}</td>
      <td className={`word check-${check.result}`}>
        {RESULT_WORDS[check.result]}
        {check.reason !== null && <small className="row-note">{TOKEN_REASON_WORDS[check.reason]}</small>}
      </td>
    </tr>
  )
}
