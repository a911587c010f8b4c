import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#lib/client/queries/api-client'
import { retryDelay } from '#lib/client/queries/retry-delay'

/** The mapping as shipped. It changes by hand only; who sees another hash in a snapshot asks again. */
export function stackQuery() {
  return queryOptions({
    queryKey: ['stack'],
    queryFn: ({ signal }) => getJson('/api/stack', ({ StackView }) => StackView, signal),
    staleTime: 300_000,
    refetchInterval: retryDelay,
  })
}
