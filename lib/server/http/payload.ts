/** How long others may keep an answer: `data` until the next refresh is near, `pages` never in the browser. */
export type CacheRule = 'data' | 'page' | 'no-store'

export interface Content {
  body: string
  contentType: string
  headers?: Readonly<Record<string, string>>
}

/** An answer before it is compressed or sent: the same whether Next or the front sends it. */
export interface Payload extends Content {
  cache: CacheRule
}

/** Serialised once per answer object: the services hand out the same object until something changes. */
const serialised = new WeakMap<object, string>()

/** An answer as JSON; the same object is written out only once. */
export function jsonContent(value: object): Content {
  const body = serialised.get(value) ?? JSON.stringify(value)
  serialised.set(value, body)
  return { body, contentType: 'application/json; charset=utf-8' }
}
