import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const COMMAND = fileURLToPath(new URL('../../lib/server/commands/store.ts', import.meta.url))

export interface TransferProcess {
  child: ChildProcess
  /** Exit code and everything it said, once it has ended. */
  ended: Promise<{ code: number | null; text: string }>
}

/**
 * `npm run store` as a process of its own, at most for the running test; `heapMb` bounds what of its memory is
 * collected garbage and live objects.
 */
export function startTransfer(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  heapMb = 1000,
): TransferProcess {
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, COMMAND, ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
  return { child, ended: once(child, 'close').then(([code]) => ({ code, text })) }
}
