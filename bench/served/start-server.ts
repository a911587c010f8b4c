import { spawn } from 'node:child_process'
import { PROJECT_ROOT } from '#lib/server/project-root'

export interface Server {
  url: string
  pid: number
  stop(): Promise<void>
}

/** Starts a server file of the bench in a process of its own; it says where it listens as the product does. */
export async function startServer(file: string, env: Record<string, string> = {}): Promise<Server> {
  const child = spawn(process.execPath, [file], {
    cwd: PROJECT_ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stderr.on('data', (chunk) => {
      output += chunk
      const found = /is ready on (\S+)/.exec(output)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}: ${output}`)))
  })
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  return { url, pid: child.pid ?? 0, stop }
}
