import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const WRITER = fileURLToPath(new URL('./kill-writer.ts', import.meta.url))

export interface KillMoment {
  /** Acknowledged batches to wait for. */
  count: number
  /** Turns of the event loop to let pass after that, so that kills hit every part of the next write. */
  turns: number
}

/**
 * Starts a writer on the place, kills it at the moment given, and resolves with every sequence it acknowledged,
 * those included that were still in the pipe.
 */
export async function killWriter(place: string, { count, turns }: KillMoment): Promise<number[]> {
  const writer = spawn(process.execPath, [WRITER, place], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    writer.once('error', reject)
    writer.once('close', (_, signal) => resolve(signal))
  })
  let complaint = ''
  writer.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  const acknowledged: number[] = []
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged.push(Number(line))
    if (acknowledged.length !== count) continue
    for (let turn = 0; turn < turns; turn += 1) await setImmediate()
    writer.kill('SIGKILL')
  }
  if ((await ended) !== 'SIGKILL') throw new Error(`The writer ended by itself: ${complaint}`)
  return acknowledged
}
