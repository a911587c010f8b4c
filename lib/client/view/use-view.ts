import { useQueryStates } from 'nuqs'
import type { SetParams } from '#lib/client/view/set-params'
import { type View, viewParsers } from '#lib/client/view/view-params'

export type SetView = SetParams<View>

/** The state of the Overview in the URL, and the way to change it. */
export function useView(): [View, SetView] {
  return useQueryStates(viewParsers)
}
