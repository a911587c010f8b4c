import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a port that can fall silent: nothing gets through any more, and nobody is told. */
export class Wire {
  private readonly sockets = new Set<Socket>()
  private readonly server
  private isSilent = false

  static async to(port: number): Promise<Wire> {
    const wire = new Wire(port)
    await new Promise<void>((resolve) => wire.server.listen(0, '127.0.0.1', resolve))
    return wire
  }

  private constructor(port: number) {
    this.server = createServer((near) => {
      const far = connect(port, '127.0.0.1')
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(from)
        from.on('data', (chunk) => {
          if (!this.isSilent) to.write(chunk)
        })
        from.on('error', () => {})
        from.on('close', () => {
          this.sockets.delete(from)
          if (!this.isSilent) to.destroy()
        })
      }
    })
  }

  /** The same URL through this wire. */
  url(direct: string): string {
    const url = new URL(direct)
    url.port = String((this.server.address() as AddressInfo).port)
    return url.href
  }

  fallSilent(): void {
    this.isSilent = true
  }

  /** What was lost stays lost; new connections get through. */
  speak(): void {
    this.isSilent = false
    for (const socket of this.sockets) socket.destroy()
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
