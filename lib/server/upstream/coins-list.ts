import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '#lib/server/clock'
import { createJsonClient } from '#lib/server/upstream/json-client'
import { PLAN_BASE_URLS, type Plan } from '#lib/server/upstream/plan'
import { CoinsListBody, ListedCoin, parseBody } from '#lib/server/upstream/schemas'

export interface CoinsListRequest {
  baseUrl: string
  plan: Plan
  apiKey: string | null
}

/** Every active coin CoinGecko knows, some 17 000: for checking the mapping by hand, not for the running server. */
export function fetchCoinsList({ baseUrl, plan, apiKey }: CoinsListRequest): Promise<ListedCoin[]> {
  const client = createJsonClient({
    baseUrl,
    plan,
    apiKey,
    allowPrivateAddress: baseUrl !== PLAN_BASE_URLS[plan],
    clock: systemClock,
    random: Math.random,
    sleep,
    onAttempt: () => {},
  })
  return client.get({
    path: '/coins/list',
    query: '',
    read: (body) =>
      parseBody(CoinsListBody, body, 'a list of coins').flatMap(
        (row) => ListedCoin.safeParse(row).data ?? [],
      ),
  })
}
