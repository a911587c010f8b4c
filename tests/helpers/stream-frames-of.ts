/** One event as a browser reads it. */
export interface SentFrame {
  event: string
  id?: string
  data: unknown
}

/** The events of a piece of an event stream that ends where an event ends; comments and `retry` are left out. */
export function framesOf(bytes: Buffer | string): SentFrame[] {
  return String(bytes)
    .split('\n\n')
    .flatMap((block) => {
      const fields = new Map(block.split('\n').map((line) => splitField(line)))
      const event = fields.get('event')
      if (event === undefined) return []
      const id = fields.get('id')
      return [{ event, ...(id === undefined ? {} : { id }), data: JSON.parse(fields.get('data') ?? 'null') }]
    })
}

function splitField(line: string): [string, string] {
  const colon = line.indexOf(': ')
  return [line.slice(0, colon), line.slice(colon + 2)]
}
