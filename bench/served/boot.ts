import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { startLoopbackUpstream } from '../../e2e/loopback-upstream.ts'
import { FAST_PLAN } from '../../e2e/product.ts'
import { median, type Result } from '../result.ts'

const BOOTS = 5
const DEADLINE_MS = 60_000

/** From the start of the process to a 200 of `/readyz`, with stored history and an upstream that refuses connections. */
export async function bootWithoutUpstream(): Promise<Result[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'strata-boot-'))
  const env = { ...FAST_PLAN, STRATA_DATA_DIR: dataDir }
  try {
    await fill(env)
    const seconds: number[] = []
    // Nothing listens on port 9: connections are refused at once.
    for (let boot = 0; boot < BOOTS; boot += 1)
      seconds.push(await secondsToReady({ ...env, COINGECKO_BASE_URL: 'http://127.0.0.1:9/api/v3' }))
    return [
      {
        id: 'F12',
        name: `boot to /readyz with the upstream dead and a year of history, median of ${BOOTS}`,
        value: median(seconds),
        unit: 's',
        target: 3,
      },
    ]
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** One run against a living upstream, until every token's history is stored. */
async function fill(env: Record<string, string>): Promise<void> {
  const upstream = await startLoopbackUpstream()
  const running = await start({ ...env, COINGECKO_BASE_URL: upstream.baseUrl })
  const until = performance.now() + DEADLINE_MS
  while (performance.now() < until) {
    const { history } = await (await fetch(`${running.url}/api/status`)).json()
    if (history.needed > 0 && history.filled === history.needed) break
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  await running.stop()
  await upstream.close()
}

async function secondsToReady(env: Record<string, string>): Promise<number> {
  const startedAt = performance.now()
  const running = await start(env)
  const { ok } = await fetch(`${running.url}/readyz`)
  const seconds = (performance.now() - startedAt) / 1000
  await running.stop()
  if (!ok) throw new Error('/readyz refused')
  return seconds
}

async function start(env: Record<string, string>): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, ['lib/server/main.ts'], {
    cwd: PROJECT_ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: '0', STRATA_LOG: 'silent', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      const found = /Strata is ready on (\S+)/.exec(String(chunk))?.[1]
      if (found) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}`)))
  })
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
