import { connect, type Socket } from 'node:net'

/** Of one server, each counted by what arrives; nothing is parsed. */
export class StreamReaders {
  private readonly sockets: Socket[] = []
  private arrivals: number[] = []
  private mark = Buffer.alloc(0)
  private firstAt = Number.NaN

  get size(): number {
    return this.sockets.length
  }

  /** Opens `count` streams, a few hundred at a time; each claims to be one of many readers behind a proxy. */
  async open(url: string, count: number): Promise<void> {
    const before = this.sockets.length
    for (let at = 0; at < count; at += 200)
      await Promise.all(
        Array.from({ length: Math.min(200, count - at) }, (_, one) => this.openOne(url, before + at + one)),
      )
  }

  /** ms from the first reader that got bytes holding `mark` to the last of all; `Infinity` when some never did. */
  async spreadOf(mark: string, act: () => Promise<void>, deadlineMs = 15_000): Promise<number> {
    this.mark = Buffer.from(mark)
    this.arrivals = []
    this.firstAt = Number.NaN
    await act()
    const until = performance.now() + deadlineMs
    while (this.arrivals.length < this.sockets.length && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20))
    if (this.arrivals.length < this.sockets.length) return Number.POSITIVE_INFINITY
    return Math.max(...this.arrivals) - this.firstAt
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  private openOne(url: string, at: number): Promise<void> {
    const { hostname, port, pathname, search } = new URL(url)
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port) }, () => {
        const client = `10.${(at >> 12) & 255}.${(at >> 4) & 255}.1`
        socket.write(
          `GET ${pathname}${search} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: ${client}\r\n\r\n`,
        )
      })
      socket.once('data', (chunk: Buffer) => {
        const [head = ''] = chunk.toString('latin1').split('\r\n', 1)
        if (!head.startsWith('HTTP/1.1 200')) return reject(new Error(`a reader was answered ${head}`))
        this.sockets.push(socket)
        resolve()
      })
      socket.on('data', (chunk: Buffer) => this.note(chunk))
      socket.once('error', reject)
    })
  }

  private note(chunk: Buffer): void {
    if (this.mark.length === 0 || !chunk.includes(this.mark)) return
    const now = performance.now()
    if (Number.isNaN(this.firstAt)) this.firstAt = now
    this.arrivals.push(now)
  }
}
