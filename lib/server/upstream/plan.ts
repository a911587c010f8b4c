export const PLANS = ['keyless', 'demo', 'pro'] as const
/** The CoinGecko plan the operator states; never guessed from the key, since every key begins alike. */
export type Plan = (typeof PLANS)[number]

/** Public base of each plan, without a trailing slash. */
export const PLAN_BASE_URLS: Readonly<Record<Plan, string>> = {
  keyless: 'https://api.coingecko.com/api/v3',
  demo: 'https://api.coingecko.com/api/v3',
  pro: 'https://pro-api.coingecko.com/api/v3',
}

/** Header that carries the key; `null` where no key is sent. */
export const PLAN_KEY_HEADERS: Readonly<Record<Plan, string | null>> = {
  keyless: null,
  demo: 'x-cg-demo-api-key',
  pro: 'x-cg-pro-api-key',
}
