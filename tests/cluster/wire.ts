import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { NoticeSieve } from './notice-sieve.ts'

/** A way to a port of PostgreSQL on which things get lost, and nobody is told. */
export class Wire {
  /** What sessions listened to and never heard. */
  noticesLost = 0
  private readonly sockets = new Set<Socket>()
  private readonly server
  private isSilent = false

  /** @param losesNotices whether all gets through but what sessions listen to */
  static async to(port: number, { losesNotices = false } = {}): Promise<Wire> {
    const wire = new Wire(port, losesNotices)
    await new Promise<void>((resolve) => wire.server.listen(0, '127.0.0.1', resolve))
    return wire
  }

  private constructor(port: number, losesNotices: boolean) {
    this.server = createServer((near) => {
      const far = connect(port, '127.0.0.1')
      const sieve = losesNotices ? new NoticeSieve() : null
      this.join(near, far, (chunk) => chunk)
      this.join(far, near, (chunk) => {
        if (sieve === null) return chunk
        const { kept, lost } = sieve.take(chunk)
        this.noticesLost += lost
        return kept
      })
    })
  }

  /** The same URL through this wire. */
  url(direct: string): string {
    const url = new URL(direct)
    url.port = String((this.server.address() as AddressInfo).port)
    return url.href
  }

  /** From now on nothing gets through. */
  fallSilent(): void {
    this.isSilent = true
  }

  /** What was lost stays lost; new connections get through. */
  speak(): void {
    this.isSilent = false
    this.cut()
  }

  cut(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private join(from: Socket, to: Socket, through: (chunk: Buffer) => Buffer): void {
    this.sockets.add(from)
    from.on('data', (chunk: Buffer) => {
      if (!this.isSilent) to.write(through(chunk))
    })
    from.on('error', () => {})
    from.on('close', () => {
      this.sockets.delete(from)
      if (!this.isSilent) to.destroy()
    })
  }
}
