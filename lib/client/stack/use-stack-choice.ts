import { useQueryStates } from 'nuqs'
import { type StackChoice, stackParsers } from '#lib/client/stack/stack-params'
import type { SetParams } from '#lib/client/view/set-params'

export type SetStackChoice = SetParams<StackChoice>

/** The state of the Stack map in the URL, and the way to change it. */
export function useStackChoice(): [StackChoice, SetStackChoice] {
  return useQueryStates(stackParsers)
}
