import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type TokenParams, tokenQuery } from '#lib/client/queries/token-query'

/** One token on screen; asked again whenever the snapshot moves on. */
export function useToken(params: TokenParams, fetchedAt: string | undefined) {
  const queryClient = useQueryClient()
  const seen = useRef(fetchedAt)
  useEffect(() => {
    if (seen.current === fetchedAt) return
    seen.current = fetchedAt
    void queryClient.invalidateQueries({ queryKey: ['token'] })
  }, [fetchedAt, queryClient])
  return useQuery(tokenQuery(params))
}
