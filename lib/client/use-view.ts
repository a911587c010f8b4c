import { useSearchParams } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { type RejectedParam, rejectedParams, type View, viewParsers } from '#lib/client/view-params'

/** Changes some of the view; `null` takes a parameter out of the URL. */
export type SetView = (change: { [Param in keyof View]?: View[Param] | null }) => Promise<URLSearchParams>

/** The state of the Overview in the URL, and the way to change it. */
export function useView(): [View, SetView] {
  return useQueryStates(viewParsers)
}

/** Values of the URL that could not be used. */
export function useRejectedParams(): RejectedParam[] {
  const search = useSearchParams()
  return rejectedParams((name) => search.get(name))
}
