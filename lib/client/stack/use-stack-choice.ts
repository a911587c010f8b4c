import { useQueryStates } from 'nuqs'
import { type StackChoice, stackParsers } from '#lib/client/stack/stack-params'

/** Changes some of the choice; `null` takes a parameter out of the URL. */
export type SetStackChoice = (
  change: {
    [Param in keyof StackChoice]?: StackChoice[Param] | null
  },
) => Promise<URLSearchParams>

/** The state of the Stack map in the URL, and the way to change it. */
export function useStackChoice(): [StackChoice, SetStackChoice] {
  return useQueryStates(stackParsers)
}
