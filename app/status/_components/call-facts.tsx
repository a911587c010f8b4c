import { FactList } from '#app/status/_components/fact-list'
import { creditWords, minuteCallsWords } from '#lib/client/status/status-words'
import type { Status } from '#lib/core/contract/status'
import { formatCount } from '#lib/core/format/format-count'

/** What may still be asked of CoinGecko, and what waits for it. More readers never mean more calls. */
export function CallFacts({ status }: { status: Status }) {
  const { projectedCredits, deferred } = status.budget
  const { filled, needed } = status.history
  const count = (value: number) => formatCount(value).text
  return (
    <FactList
      title="Calls and history"
      facts={[
        ['Calls in the last minute', minuteCallsWords(status)],
        ['Credits this month', creditWords(status)],
        ["By the month's end", projectedCredits === null ? null : `about ${count(projectedCredits)} credits`],
        ['Waiting', deferred ?? 'nothing'],
        ['Daily history', `${count(filled)} of ${count(needed)} tokens`],
      ]}
    />
  )
}
