import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'

export interface Product {
  url: string
  /** Of the process, for what only the system knows of it. */
  pid: number
  stop(): Promise<void>
}

/** A key for a loopback upstream: the plan without a tight limit lets a test refresh every second. */
export const FAST_PLAN = {
  COINGECKO_PLAN: 'pro',
  COINGECKO_API_KEY: 'CG-loopback',
  STRATA_REFRESH_SECONDS: '1',
}

/** Starts the production build on a free port with an empty data folder of its own. */
export async function startProduct(env: Record<string, string>): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'strata-e2e-'))
  const child = spawn(process.execPath, ['lib/server/main.ts'], {
    cwd: PROJECT_ROOT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: '0',
      STRATA_LOG: 'silent',
      STRATA_DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await ended
    }
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url: await readyUrl(child), pid: child.pid ?? 0, stop }
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stderr?.on('data', (chunk) => {
      output += chunk
      const url = /Strata is ready on (\S+)/.exec(output)?.[1]
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}: ${output}`)))
  })
}
