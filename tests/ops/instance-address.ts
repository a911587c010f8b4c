import type { LaunchedProduct } from '../product/launched-product.ts'

/** `host:port` of an instance, as the proxy is told of it. */
export function addressOf({ url }: LaunchedProduct): string {
  return `127.0.0.1:${new URL(url).port}`
}

/** Where an instance itself answers, past the proxy. */
export function urlOf(instance: LaunchedProduct): string {
  return `http://${addressOf(instance)}`
}
