import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StartError } from '#lib/server/errors'
import { openStackFile } from '#lib/server/stack-file'

const good = readFileSync('data/stack.json', 'utf8')
const bad = good.replace('"scope": "core"', '"scope": "cor"')
const newer = good.replace('"version": "2026-11-22"', '"version": "2026-12-01"')

let folder: string
let path: string
let now: number
let writes: number
const clock = { now: () => now }

/** Every write gets its own modification time, as writes by hand do. */
function write(text: string | Uint8Array): void {
  writes += 1
  writeFileSync(path, text)
  utimesSync(path, writes, writes)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-stack-'))
  path = join(folder, 'stack.json')
  now = Date.UTC(2026, 10, 22)
  writes = 0
})

afterEach(() => rmSync(folder, { recursive: true }))

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function startError(): string {
  try {
    openStackFile({ path, clock })
  } catch (error) {
    if (error instanceof StartError) return error.message
    throw error
  }
  throw new Error('the file was accepted')
}

describe(openStackFile.name, () => {
  it('reads the mapping with the hash of its bytes and the time', () => {
    write(good)
    const { stack, ...rest } = openStackFile({ path, clock }).current()
    expect(stack.version).toBe('2026-11-22')
    expect(rest).toEqual({ sha256: sha256(good), loadedAt: now, problem: null, path })
  })

  it('ends the start with file, path, value, reason and what is allowed', () => {
    write(bad)
    expect(startError()).toMatch(
      /stack\.json:\d+: \$\.projects\[0\]\.scope is "cor": unknown scope; allowed: core, adjacent$/,
    )
  })

  it('shows the first five problems of many', () => {
    write(good.replaceAll('"scope": "adjacent"', '"scope": "far"'))
    const lines = startError().split('\n')
    expect(lines).toHaveLength(6)
    for (const line of lines.slice(0, 5)) expect(line).toContain('is "far": unknown scope')
    expect(lines[5]).toBe('and 5 more')
  })

  it('ends the start when the file is absent, a folder, not UTF-8 or too large', () => {
    expect(startError()).toBe(`${path}: there is no such file`)
    path = folder
    expect(startError()).toBe(`${folder}: is a folder, not a file`)
    path = join(folder, 'stack.json')
    write(Uint8Array.from([0x7b, 0xff, 0x7d]))
    expect(startError()).toBe(`${path}: not UTF-8 text`)
    write(`${good}${' '.repeat(1_048_576)}`)
    expect(startError()).toBe(`${path}: larger than 1048576 bytes`)
  })

  it('takes a changed file into force at the next refresh', () => {
    write(good)
    const file = openStackFile({ path, clock })
    now += 60_000
    write(newer)
    expect(file.current().stack.version).toBe('2026-11-22')
    expect(file.refresh()).toBe(true)
    expect(file.current()).toMatchObject({ sha256: sha256(newer), loadedAt: now, problem: null })
    expect(file.current().stack.version).toBe('2026-12-01')
  })

  it('keeps the last good mapping while the file is bad, says why, and takes it back when mended', () => {
    write(good)
    const file = openStackFile({ path, clock })
    const before = file.current()
    now += 60_000
    write(bad)
    expect(file.refresh()).toBe(true)
    expect(file.current()).toEqual({ ...before, problem: expect.stringContaining('is "cor": unknown scope') })
    expect(file.current().stack).toBe(before.stack)
    expect(file.refresh()).toBe(false)
    expect(file.current().problem).not.toBeNull()
    write(newer)
    expect(file.refresh()).toBe(true)
    expect(file.current()).toMatchObject({ sha256: sha256(newer), loadedAt: now, problem: null })
  })

  it('clears the problem when the old text comes back, without a new loading time', () => {
    write(good)
    const file = openStackFile({ path, clock })
    const before = file.current()
    now += 60_000
    write('{')
    file.refresh()
    expect(file.current().problem).toContain('is not valid JSON here')
    write(good)
    expect(file.refresh()).toBe(true)
    expect(file.current()).toEqual(before)
  })

  it('survives the file being removed and put back', () => {
    write(good)
    const file = openStackFile({ path, clock })
    rmSync(path)
    expect(file.refresh()).toBe(true)
    expect(file.current()).toMatchObject({ sha256: sha256(good), problem: `${path}: there is no such file` })
    expect(file.refresh()).toBe(false)
    write(good)
    expect(file.refresh()).toBe(true)
    expect(file.current().problem).toBeNull()
  })

  it('counts the problems behind the first one in its sentence', () => {
    write(good)
    const file = openStackFile({ path, clock })
    write(good.replaceAll('"scope": "adjacent"', '"scope": "far"'))
    file.refresh()
    expect(file.current().problem).toMatch(/^\S+stack\.json:\d+: .* \(and 9 more\)$/)
  })

  it('reads only after a change', () => {
    write(good)
    let reads = 0
    const readFile = (name: string) => {
      reads += 1
      return readFileSync(name)
    }
    const file = openStackFile({ path, clock, readFile })
    expect(file.refresh()).toBe(false)
    expect(reads).toBe(1)
    write(good)
    expect(file.refresh()).toBe(false)
    expect(reads).toBe(2)
    write(bad)
    file.refresh()
    file.refresh()
    expect(reads).toBe(3)
  })
})
