import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { stackQuery } from '#lib/client/queries/stack-query'
import { useBoard } from '#lib/client/queries/use-board'
import { type StackChoice, usableWhatIf } from '#lib/client/stack/stack-params'

/**
 * The mapping as shipped, and the board of the choice's what-if. A snapshot of another mapping file makes the mapping
 * asked for again.
 */
export function useStackBoard({ currency, weighting, scope, whatif: asked }: StackChoice) {
  const stack = useQuery(stackQuery())
  const whatif = stack.data ? usableWhatIf(asked, stack.data) : asked
  const params = { currency, weighting, scope, whatif }
  const board = useBoard(params)
  const isOldMapping =
    stack.data !== undefined && board.data !== undefined && stack.data.sha256 !== board.data.mapping.sha256
  const { refetch } = stack
  useEffect(() => {
    if (isOldMapping) void refetch()
  }, [isOldMapping, refetch])
  return { params, stack: stack.data, board }
}
