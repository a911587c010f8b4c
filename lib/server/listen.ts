import type { Server } from 'node:http'
import { StartError } from '#lib/server/errors'

/**
 * Opens the port; answers which one it became.
 * @throws StartError naming the port or host and how to mend it
 */
export function listen(server: Server, { port, host }: { port: number; host: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFault(error, port, host)))
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function listenFault(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const fault = {
    EADDRINUSE: `Port ${port} is taken by another program: stop it, or choose another port, for example PORT=${port + 1}.`,
    EACCES: `This user may not open port ${port}: choose one above 1023, for example PORT=3000.`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine: use 127.0.0.1 or 0.0.0.0.`,
    ENOTFOUND: `HOST ${host} is not known: use 127.0.0.1 or 0.0.0.0.`,
  }[error.code ?? '']
  return fault ? new StartError(fault, { cause: error }) : error
}
