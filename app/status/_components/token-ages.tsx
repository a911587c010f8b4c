import { ClockTime } from '#app/_components/clock-time'
import { ScreenLink } from '#app/_components/screen-link'
import { ScrollBox } from '#app/_components/scroll-box'
import { byConcern, STATE_WORDS, stateCounts } from '#lib/client/status/status-words'
import { tokenHref } from '#lib/client/view/screen-href'
import { FLAG_WORDS } from '#lib/client/words/wording'
import type { TokenLine } from '#lib/core/contract/status'
import { formatAge } from '#lib/core/format/format-time'

/** Every token that has a price, with its state and the age of that price; what needs a look comes first. */
export function TokenAges({ lines }: { lines: readonly TokenLine[] }) {
  return (
    <section aria-labelledby="token-ages">
      <h2 id="token-ages">
        Tokens <small>{lines.length === 0 ? 'none is known yet' : stateCounts(lines)}</small>
      </h2>
      {lines.length > 0 && (
        <ScrollBox className="figures-scroll" label="Tokens by age, scrollable">
          <table className="figures token-ages" aria-labelledby="token-ages">
            <thead>
              <tr>
                <th scope="col">Token</th>
                <th scope="col">State, and what contradicts itself</th>
                <th scope="col">Age</th>
                <th scope="col" className="dated">
                  Price of
                </th>
              </tr>
            </thead>
            <tbody>
              {byConcern(lines)
                .filter(({ state }) => state !== 'missing')
                .map((line) => (
                  <AgeRow key={line.id} line={line} />
                ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  )
}

function AgeRow({ line }: { line: TokenLine }) {
  const { id, name, symbol, state, ageSeconds, lastUpdated } = line
  return (
    <tr>
      <th scope="row">
        <ScreenLink href={tokenHref(id)}>{name}</ScreenLink> <small>{symbol}</small>
      </th>
      <td className="state-words">
        <StateWords line={line} />
      </td>
      <td className={state === 'fresh' ? undefined : `state-${state}`}>{formatAge(ageSeconds)}</td>
      <td className="dated">
        <ClockTime iso={lastUpdated} isDated />
      </td>
    </tr>
  )
}

function StateWords({ line: { state, reason, findings } }: { line: TokenLine }) {
  return (
    <>
      <span className={`state-${state}`}>{STATE_WORDS[state]}</span>
      {/* What is held back has its reason in a section of its own. */}
      {reason !== null && state !== 'quarantined' && <span>{reason}</span>}
      {findings.map(({ flag, since }) => (
        <span key={flag}>
          {FLAG_WORDS[flag]}
          {since !== null && (
            <small>
              {' '}
              since <ClockTime iso={since} />
            </small>
          )}
        </span>
      ))}
    </>
  )
}
