import { Agent, get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'

export interface StreamMessage {
  event: string
  id: string | null
  data: string
}

/** Someone who reads `/api/stream`, over a connection of their own. */
export class StreamReader {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly messages: StreamMessage[] = []
  /** Comments and everything else, as it came. */
  text = ''
  isOver = false
  private readonly response: IncomingMessage

  private constructor(response: IncomingMessage) {
    this.response = response
    this.status = response.statusCode ?? 0
    this.headers = response.headers
    response.setEncoding('utf8').on('data', (text: string) => {
      this.text += text
      this.read()
    })
    response.on('error', () => {})
    response.once('close', () => {
      this.isOver = true
    })
  }

  static open(base: string, headers: Readonly<Record<string, string>> = {}): Promise<StreamReader> {
    return new Promise((resolve, reject) => {
      get(`${base}/api/stream`, { agent: new Agent(), headers }, (response) =>
        resolve(new StreamReader(response)),
      ).once('error', reject)
    })
  }

  /** Reads no further until told so. */
  stall(): void {
    this.response.pause()
  }

  close(): void {
    this.response.destroy()
  }

  private read(): void {
    for (let end = this.text.indexOf('\n\n'); end !== -1; end = this.text.indexOf('\n\n')) {
      const block = this.text.slice(0, end)
      this.text = this.text.slice(end + 2)
      const field = (name: string) =>
        block
          .split('\n')
          .filter((line) => line.startsWith(`${name}: `) || line.startsWith(`${name}:`))
          .map((line) => line.slice(name.length + 1).trimStart())
      const data = field('data')
      if (data.length > 0)
        this.messages.push({
          event: field('event')[0] ?? 'message',
          id: field('id')[0] ?? null,
          data: data.join('\n'),
        })
    }
  }
}
