import { X } from 'lucide-react'
import { Notice } from '#app/_components/notice'
import { useRejectedParams, useView } from '#lib/client/use-view'
import { rejectedCurrency } from '#lib/client/view-params'

/** Says which parts of the address were not understood; closing it takes them out of the address. */
export function RejectedParamsNotice({ refusedCurrency }: { refusedCurrency: string | null }) {
  const [view, setView] = useView()
  const malformed = useRejectedParams()
  const isRefused = refusedCurrency !== null && view.currency === refusedCurrency
  const rejected = isRefused ? [...malformed, rejectedCurrency(refusedCurrency)] : malformed
  if (rejected.length === 0) return null
  const dismiss = () => void setView(Object.fromEntries(rejected.map(({ name }) => [name, null])))
  return (
    <Notice
      tone="info"
      action={
        <button type="button" className="icon-button" aria-label="Dismiss" onClick={dismiss}>
          <X size={15} aria-hidden />
        </button>
      }
    >
      {rejected
        .map(({ name, value, shown }) => `${name}=${value.slice(0, 40)} is not known, showing ${shown}`)
        .join('; ')}
      .
    </Notice>
  )
}
