/** Sent with every call: CoinGecko's edge refuses some requests that carry no User-Agent. */
export const USER_AGENT = 'strata/0.1'
