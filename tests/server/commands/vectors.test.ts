import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runVectors } from '#lib/server/commands/vectors'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'strata-vectors-'))
})
afterAll(() => rmSync(root, { recursive: true }))

const RETURNS = {
  id: 'ret',
  op: 'returns',
  params: { kind: 'simple' },
  input: { prices: [100, 110, null] },
  expected: { returns: [0.1, null] },
  tolerance: { rel: 1e-9, abs: 1e-13 },
}

let folders = 0
/** A folder with one case file per entry; a string is written as it is. */
function folderWith(files: Record<string, unknown>): string {
  folders += 1
  const folder = join(root, `${folders}`)
  mkdirSync(folder)
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return folder
}

const caseFile = (...cases: object[]) => ({ schemaVersion: 1, group: 'g', cases })

function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = runVectors(args, { out: (line) => out.push(line), err: (line) => err.push(line) })
  return { code, out, err }
}

describe(runVectors.name, () => {
  it('counts what passes over all files of the folder and leaves series.json out', () => {
    const folder = folderWith({
      'a.json': caseFile(RETURNS),
      'b.json': caseFile({ ...RETURNS, id: 'other' }),
      'series.json': { any: 'thing' },
      'notes.txt': 'no case',
    })
    expect(run(folder)).toEqual({ code: 0, out: ['2 passed, 0 failed'], err: [] })
  })

  it('prints one line per failing case with the place, the expected and the actual value', () => {
    const folder = folderWith({
      'a.json': caseFile(RETURNS, { ...RETURNS, id: 'bad', expected: { returns: [0.2, 0.5] } }),
    })
    expect(run(folder)).toEqual({
      code: 1,
      out: [
        expect.stringMatching(/^bad returns returns\[0\] expected 0\.2 actual 0\.1\d*$/),
        '1 passed, 1 failed',
      ],
      err: [],
    })
  })

  it('fails a case whose operation it does not know, by name', () => {
    const folder = folderWith({ 'a.json': caseFile({ ...RETURNS, op: 'toString' }) })
    const { code, out } = run(folder)
    expect(code).toBe(1)
    expect(out[0]).toMatch(/^ret toString - expected .* actual "unknown operation toString"$/)
  })

  it('fails a case whose arguments the formula or its edge refuses, and goes on', () => {
    const window = { window: 1, periodsPerYear: 365 }
    const folder = folderWith({
      'a.json': caseFile(
        { ...RETURNS, id: 'window', op: 'volClose', params: window },
        { ...RETURNS, id: 'shape', input: { prices: 'none' } },
        RETURNS,
      ),
    })
    const { code, out } = run(folder)
    expect(code).toBe(1)
    expect(out).toHaveLength(3)
    expect(out[0]).toContain('threw RangeError: rollingCloseToCloseVolatility requires window')
    expect(out[1]).toContain('shape returns - expected')
    expect(out[2]).toBe('1 passed, 2 failed')
  })

  it('takes shared series from the folder, and from --series before it', () => {
    const shared = { ...RETURNS, input: { prices: { $series: 'up' } } }
    const files = { 'a.json': caseFile(shared), 'series.json': { up: [100, 110, null] } }
    const folder = folderWith(files)
    expect(run(folder).out).toEqual(['1 passed, 0 failed'])
    const other = join(folderWith({ 's.json': { up: [1, 2, null] } }), 's.json')
    expect(run(folder, '--series', other).code).toBe(1)
    const bare = folderWith({ 'a.json': caseFile(shared) })
    expect(run(bare).out[0]).toContain('unknown series \\"up\\"')
    const right = join(folderWith({ 's.json': { up: [100, 110, null] } }), 's.json')
    expect(run(bare, '--series', right).code).toBe(0)
  })

  it('answers 78 with one sentence for bad arguments and files', () => {
    const folder = folderWith({ 'a.json': caseFile(RETURNS) })
    const faults: readonly [string[], string | RegExp][] = [
      [[], /^no folder of case files given\. Usage: npm run vectors -- DIR \[--series FILE\]$/],
      [[folder, folder], /^one folder is enough, got 2\. Usage: /],
      [[folder, '--loud'], /^Unknown option '--loud'.* Usage: /],
      [[join(root, 'none')], /none cannot be read \(ENOENT\)\.$/],
      [[folderWith({})], /holds no case files \(\*\.json\)\.$/],
      [[folder, '--series', join(root, 'none')], /none cannot be read \(ENOENT\)\.$/],
      [[folderWith({ 'a.json': '{' })], /a\.json is not JSON\.$/],
      [[folderWith({ 'a.json': {} })], /a\.json is not as expected \(schemaVersion: /],
      [[folderWith({ 'a.json': caseFile({ ...RETURNS, tolerance: null }) })], /\(cases\.0\.tolerance: /],
      [[folderWith({ 'a.json': caseFile(RETURNS), 'series.json': [] })], /series\.json is not as expected/],
    ]
    for (const [args, message] of faults) {
      const { code, out, err } = run(...args)
      expect({ code, out, lines: err.length }).toEqual({ code: 78, out: [], lines: 1 })
      expect(err[0]).toMatch(message)
    }
  })

  it('tells its usage on --help', () => {
    expect(run('--help')).toEqual({ code: 0, out: ['npm run vectors -- DIR [--series FILE]'], err: [] })
  })

  it('runs as a command of its own', () => {
    const folder = folderWith({ 'a.json': caseFile(RETURNS) })
    const output = execFileSync(process.execPath, ['lib/server/commands/vectors.ts', folder], {
      encoding: 'utf8',
    })
    expect(output).toBe('1 passed, 0 failed\n')
  })
})
