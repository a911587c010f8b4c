import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '#lib/server/project-root'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-start-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a command of the product and waits for its end. */
function run(env: Record<string, string>): Promise<{ code: number | null; error: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['lib/server/main.ts'], {
      cwd: PROJECT_ROOT,
      env: { PATH: process.env.PATH, NODE_ENV: 'production', STRATA_DATA_DIR: join(folder, 'data'), ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let error = ''
    child.stderr.on('data', (chunk) => {
      error += chunk
    })
    child.on('exit', (code) => resolve({ code, error }))
  })
}

describe('a start that cannot work ends with one sentence and exit code 78', () => {
  it.each([
    ['an unknown environment value', { STRATA_SOURCE: 'maybe' }, 'STRATA_SOURCE is not valid: "maybe"'],
    ['a misspelt setting', { STRATA_SORCE: 'live' }, 'STRATA_SORCE is not a setting of Strata'],
    ['a plan without its key', { COINGECKO_PLAN: 'pro' }, 'COINGECKO_API_KEY is not set'],
    [
      'a data folder below a file',
      { STRATA_DATA_DIR: '/dev/null/x' },
      'The data folder /dev/null/x cannot be created (ENOTDIR): set STRATA_DATA_DIR to a folder',
    ],
    [
      'a data folder that is a file',
      { STRATA_DATA_DIR: 'package.json' },
      'package.json is not a folder: set STRATA_DATA_DIR to a folder',
    ],
    [
      'a mapping that is not there',
      { STRATA_STACK_FILE: 'no-such.json' },
      'no-such.json: there is no such file',
    ],
  ])('%s', async (_, env, sentence) => {
    const { code, error } = await run(env)
    expect(code).toBe(78)
    expect(error).toContain(sentence)
    expect(error.trim().split('\n')).toHaveLength(1)
  })

  // Linux only: elsewhere there is no folder that holds none.
  it.runIf(existsSync('/proc/self'))('a data folder below /proc, where none can be made', async () => {
    const { code, error } = await run({ STRATA_DATA_DIR: '/proc/strata/data' })
    expect(code).toBe(78)
    expect(error).toContain('The data folder /proc/strata/data cannot be created (ENOENT)')
  })

  it('a broken mapping, by file, place, value, reason and what is allowed', async () => {
    const file = join(folder, 'stack.json')
    writeFileSync(file, '{ "schemaVersion": 2 }')
    const { code, error } = await run({ STRATA_STACK_FILE: file })
    expect(code).toBe(78)
    expect(error).toContain('stack.json:1: $.schemaVersion is 2: unknown schema version; allowed: 1')
    expect(error).not.toContain('at ')
  })

  it('a secret that is malformed, without repeating it', async () => {
    const { code, error } = await run({ COINGECKO_API_KEY: 'CG-canary key' })
    expect(code).toBe(78)
    expect(error).not.toContain('canary')
  })

  it('a port that is taken', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address()
        resolve(typeof address === 'object' && address ? address.port : Number.NaN)
      })
    })
    const { code, error } = await run({ PORT: String(port), STRATA_SOURCE: 'recorded' })
    other.close()
    expect(code).toBe(78)
    expect(error).toContain(`Port ${port} is taken by another program`)
  })
})
