import { useQueryStates } from 'nuqs'
import { type View, viewParsers } from '#lib/client/view/view-params'

/** Changes some of the view; `null` takes a parameter out of the URL. */
export type SetView = (change: { [Param in keyof View]?: View[Param] | null }) => Promise<URLSearchParams>

/** The state of the Overview in the URL, and the way to change it. */
export function useView(): [View, SetView] {
  return useQueryStates(viewParsers)
}
