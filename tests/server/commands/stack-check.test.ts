import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runStackCheck, type StackCheckIo } from '#lib/server/commands/stack-check'

const LIST = 'tests/fixtures/coins-list.json'
const SONM = 'note  sonm: Sonm is gone from the list, as the mapping declares (inactive)'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-check-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function stackWith(name: string, from: string, to: string): string {
  return fileWith(name, readFileSync('data/stack.json', 'utf8').replace(from, to))
}

async function run(args: string[], io: Partial<StackCheckIo> = {}) {
  const out: string[] = []
  const err: string[] = []
  const code = await runStackCheck(args, {
    stackFile: 'data/stack.json',
    fetchCoinsList: () => Promise.reject(new Error('no network in this test')),
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    ...io,
  })
  return { code, out, err }
}

describe(runStackCheck.name, () => {
  it('finds the mapping of the repository in order and names sonm as gone', async () => {
    expect(await run(['--list', LIST])).toEqual({
      code: 0,
      out: [SONM, `data/stack.json: 64 ids checked against 84 listed coins (${LIST}): 0 errors, 1 note`],
      err: [],
    })
  })

  it('answers 1 for a wrong id, one line per finding, the summary last', async () => {
    const stack = stackWith('wrong.json', '"coingeckoId": "zelcash"', '"coingeckoId": "flux"')
    expect(await run(['--list', LIST, '--stack', stack])).toEqual({
      code: 1,
      out: [
        SONM,
        'error flux: wrong id for Flux: another coin (Datamine FLUX); suggested: zelcash',
        `${stack}: 64 ids checked against 84 listed coins (${LIST}): 1 error, 1 note`,
      ],
      err: [],
    })
  })

  it('checks the mapping of the environment unless --stack names another', async () => {
    const stackFile = stackWith('env.json', '"coingeckoId": "golem"', '"coingeckoId": "golem-network-tokens"')
    const found = await run(['--list', LIST], { stackFile })
    expect(found.code).toBe(1)
    expect(found.out[0]).toMatch(/^error golem-network-tokens: Golem is not in the list.*; suggested: golem$/)
    expect((await run(['--list', LIST, '--stack', 'data/stack.json'], { stackFile })).code).toBe(0)
  })

  it('asks the upstream once when no list is given', async () => {
    let calls = 0
    const fetchCoinsList = async (): Promise<unknown> => {
      calls += 1
      return JSON.parse(readFileSync(LIST, 'utf8'))
    }
    const found = await run([], { fetchCoinsList })
    expect(found.code).toBe(0)
    expect(found.out.at(-1)).toContain('84 listed coins (CoinGecko, now)')
    expect(calls).toBe(1)
  })

  it('answers 69, never 0 or 1, when the list cannot be had', async () => {
    expect(await run([])).toEqual({ code: 69, out: [], err: ['no network in this test'] })
    const strange = await run([], { fetchCoinsList: async () => ({ error: 'x' }) })
    expect(strange).toMatchObject({
      code: 69,
      err: ['CoinGecko answered with something other than a list of coins'],
    })
  })

  it('never asks the upstream where the source is recorded', async () => {
    const found = await run([], { fetchCoinsList: null })
    expect(found).toMatchObject({
      code: 78,
      err: ['STRATA_SOURCE=recorded never touches the network: give --list FILE.'],
    })
  })

  it('names coins that share a symbol with --verbose', async () => {
    const { out } = await run(['--list', LIST, '--verbose'])
    expect(out).toContain('note  zelcash: shares the symbol FLUX with flux')
  })

  it('explains itself with --help', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: [expect.stringContaining('--list FILE')] })
  })

  it('answers 78 with one sentence for a bad argument', async () => {
    for (const args of [['--lst', LIST], ['--list'], ['extra']]) {
      const found = await run(args)
      expect(found.code).toBe(78)
      expect(found.out).toEqual([])
      expect(found.err).toEqual([expect.stringMatching(/^[^\n]+\. Usage: npm run stack:check -- /)])
    }
  })

  it('answers 78 with one sentence for a bad list file', async () => {
    const absent = join(folder, 'absent.json')
    const cases: [string, string][] = [
      [absent, `${absent} cannot be read (ENOENT).`],
      [fileWith('text.json', 'hello'), 'text.json is not JSON.'],
      [fileWith('object.json', '{"coins":[]}'), 'object.json is not a list of coins: expected [{"id"'],
      [fileWith('empty.json', '[]'), 'empty.json is not a list of coins: expected [{"id"'],
    ]
    for (const [path, sentence] of cases) {
      const found = await run(['--list', path])
      expect(found).toMatchObject({ code: 78, out: [], err: [expect.stringContaining(sentence)] })
    }
  })

  it('answers 78 with the place of the fault for a bad mapping', async () => {
    const stack = stackWith('scope.json', '"scope": "core"', '"scope": "cor"')
    const found = await run(['--list', LIST, '--stack', stack])
    expect(found.code).toBe(78)
    expect(found.err).toEqual([expect.stringMatching(/scope\.json:\d+: \$\.projects\[0\]\.scope is "cor"/)])
  })
})

describe('npm run stack:check', () => {
  const start = promisify(execFile)
  const script = ['lib/server/commands/stack-check.ts', '--list', LIST]

  it('runs as a program and respects STRATA_STACK_FILE', async () => {
    const stack = stackWith('program.json', '"coingeckoId": "story-2"', '"coingeckoId": "story"')
    const env = { ...process.env, STRATA_STACK_FILE: stack }
    const failure = await start(process.execPath, script, { env }).then(
      () => null,
      (error: unknown) => error,
    )
    expect(failure).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('error story: wrong id for Story'),
    })
    const { stdout } = await start(process.execPath, script)
    expect(stdout.split('\n')[0]).toBe(SONM)
  })

  it('ends with 78 and one sentence when the environment is wrong', async () => {
    const env = { ...process.env, STRATA_SOURCE: 'wild' }
    const failure = await start(process.execPath, script, { env }).then(
      () => null,
      (error: unknown) => error,
    )
    expect(failure).toMatchObject({ code: 78, stderr: expect.stringMatching(/^STRATA_SOURCE [^\n]+\n$/) })
  })
})
