/** How long others may keep an answer: `data` until the next refresh is near, `pages` never in the browser. */
export type CacheRule = 'data' | 'page' | 'no-store'

/** An answer before it is compressed or sent: the same whether Next or the front sends it. */
export interface Payload {
  body: string
  contentType: string
  cache: CacheRule
  headers?: Readonly<Record<string, string>>
}

/** Serialised once per answer object: the services hand out the same object until something changes. */
const serialised = new WeakMap<object, string>()

/** An answer as JSON; the same object is written out only once. */
export function jsonPayload(value: object): Payload {
  const body = serialised.get(value) ?? JSON.stringify(value)
  serialised.set(value, body)
  return { body, contentType: 'application/json; charset=utf-8', cache: 'data' }
}
