import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StaticFiles } from '#lib/server/front/static-files'
import { keepStaticFiles, staticFolders } from '#lib/server/static-folders'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'strata-static-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

async function textOf(files: StaticFiles, name: string): Promise<string | null> {
  const found = await files.find(`/_next/static/${name}`)
  return found === null ? null : found.encodings.identity.body.toString()
}

describe('I11: files of a build', () => {
  it('are there beside those of the build before, and win where both have one', async () => {
    write('.next/cache/any', '')
    write('.next/static/chunks/old.js', 'old')
    write('.next/static/chunks/same.js', 'before')
    keepStaticFiles(root)
    write('.next/static/chunks/new.js', 'new')
    write('.next/static/chunks/same.js', 'now')
    const files = new StaticFiles(staticFolders(root), {})
    expect(await textOf(files, 'chunks/old.js')).toBe('old')
    expect(await textOf(files, 'chunks/new.js')).toBe('new')
    expect(await textOf(files, 'chunks/same.js')).toBe('now')
    expect(await textOf(files, 'chunks/none.js')).toBeNull()
    expect(await textOf(files, 'chunks/../../cache/any')).toBeNull()
  })

  it('of two builds ago are gone', async () => {
    write('.next/cache/any', '')
    for (const build of ['first', 'second', 'third']) {
      keepStaticFiles(root)
      write(`.next/static/${build}.js`, build)
    }
    const files = new StaticFiles(staticFolders(root), {})
    const found = await Promise.all(['first.js', 'second.js', 'third.js'].map((name) => textOf(files, name)))
    expect(found).toEqual([null, 'second', 'third'])
  })
})
