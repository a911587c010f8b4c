import { LaunchedProduct } from '../tests/product/launched-product.ts'

export interface Product {
  url: string
  /** Of the process, for what only the system knows of it. */
  pid: number
  stop(): Promise<void>
}

/** A key for a loopback upstream: the plan without a tight limit lets a test refresh every second. */
export const FAST_PLAN = {
  COINGECKO_PLAN: 'pro',
  COINGECKO_API_KEY: 'CG-loopback',
  STRATA_REFRESH_SECONDS: '1',
}

/** Starts the production build on a free port with an empty data folder of its own. */
export function startProduct(env: Record<string, string>): Promise<Product> {
  return LaunchedProduct.start({ env: { STRATA_LOG: 'silent', ...env } })
}
