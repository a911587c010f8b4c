import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runStore } from '#lib/server/commands/store'
import { openTestDatabase } from '../../store/open-test-database.ts'

const USAGE = 'npm run store -- export FILE | import FILE | migrate'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-command-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function run(args: string[], env: Record<string, string> = { STRATA_DATA_DIR: folder }) {
  const out: string[] = []
  const err: string[] = []
  const code = await runStore(args, { env, out: (line) => out.push(line), err: (line) => err.push(line) })
  return { code, out, err }
}

describe(runStore.name, () => {
  it('brings the schema forward once and says what was done', async () => {
    const name = `the SQLite database ${join(folder, 'strata.db')}`
    expect(await run(['migrate'])).toEqual({
      code: 0,
      out: [`The schema of ${name} was brought to 0002-feed-state by 0001-initial-schema, 0002-feed-state.`],
      err: [],
    })
    expect(await run(['migrate'])).toEqual({
      code: 0,
      out: [`The schema of ${name} is already at 0002-feed-state.`],
      err: [],
    })
  })

  it('says whether a file is compressed, how much it holds, and overwrites none', async () => {
    await run(['migrate'])
    const [plain, packed] = [join(folder, 'a.jsonl'), join(folder, 'a.gz')]
    const { code, out } = await run(['export', plain])
    expect([code, out]).toEqual([0, [expect.stringMatching(/a\.jsonl holds 0 rows of .*, as plain text/)]])
    expect((await run(['export', packed])).out).toEqual([expect.stringMatching(/compressed with gzip\.$/)])
    expect(readFileSync(packed).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
    const before = readFileSync(plain)
    expect(await run(['export', plain])).toEqual({
      code: 78,
      out: [],
      err: [`strata: ${plain} exists already, and an export overwrites nothing: choose another name.`],
    })
    expect(readFileSync(plain).equals(before)).toBe(true)
    expect((await run(['import', packed])).code).toBe(0)
  })

  it('answers 1 with one sentence for a damaged file', async () => {
    await run(['migrate'])
    const file = join(folder, 'a.jsonl')
    await run(['export', file])
    writeFileSync(file, readFileSync(file).subarray(0, -1))
    expect(await run(['import', file])).toEqual({
      code: 1,
      out: [],
      err: [`strata: ${file} ends in the middle of a line: nothing of it was imported; export it again.`],
    })
  })

  it.each([
    [[], `strata: Say what to do, and with which file. Usage: ${USAGE}`],
    [['export'], `strata: Say what to do, and with which file. Usage: ${USAGE}`],
    [['migrate', 'x'], `strata: Say what to do, and with which file. Usage: ${USAGE}`],
    [['import', 'a', 'b'], `strata: Say what to do, and with which file. Usage: ${USAGE}`],
    [['export', 'a', '--all'], `strata: Unknown option '--all'. Usage: ${USAGE}`],
  ])('refuses %j with its usage', async (args, sentence) => {
    const { code, out, err } = await run(args)
    expect({ code, out, err: err.map((line) => line.replace(/'--all'\..*Usage/, "'--all'. Usage")) }).toEqual(
      {
        code: 78,
        out: [],
        err: [sentence],
      },
    )
  })

  it('prints its usage when asked', async () => {
    expect(await run(['--help'])).toEqual({ code: 0, out: [USAGE], err: [] })
  })

  it('makes no database by exporting one that is not there', async () => {
    const { code, err } = await run(['export', join(folder, 'a.gz')])
    expect([code, err]).toEqual([
      78,
      [expect.stringMatching(/^strata: There is no database in .*: set STRATA_DATA_DIR/)],
    ])
    expect(readdirSync(folder)).toEqual([])
  })

  it('exports nothing from an older, a newer or a foreign database', async () => {
    await run(['migrate'])
    const change = (statement: string) => {
      const file = new Sqlite(join(folder, 'strata.db'))
      file.exec(statement)
      file.close()
    }
    change("delete from kysely_migration where name = '0002-feed-state'")
    const older = await run(['export', join(folder, 'a.gz')])
    expect([older.code, older.err]).toEqual([
      78,
      [expect.stringMatching(/lacks 0002-feed-state: run "npm run store -- migrate" first\.$/)],
    ])
    change("insert into kysely_migration values ('0009-more', '')")
    const newer = await run(['export', join(folder, 'a.gz')])
    expect([newer.code, newer.err]).toEqual([
      78,
      [expect.stringMatching(/written by a newer Strata: use that version/)],
    ])
    change('pragma application_id = 0; drop table kysely_migration')
    const foreign = await run(['migrate'])
    expect([foreign.code, foreign.err]).toEqual([
      78,
      [expect.stringMatching(/holds tables of another program/)],
    ])
    expect(readdirSync(folder).filter((name) => name.startsWith('a.gz'))).toEqual([])
  })

  it('names a folder that cannot be written to, and a database that cannot be reached, without its password', async () => {
    await (await openTestDatabase(folder)).destroy()
    const missing = await run(['export', join(folder, 'none', 'a.gz')])
    expect([missing.code, missing.err]).toEqual([
      78,
      [expect.stringMatching(/a\.gz\.part cannot be written \(ENOENT\)/)],
    ])
    const env = { DATABASE_URL: 'postgres://strata:hush@127.0.0.1:9/board' }
    const { code, err } = await run(['export', join(folder, 'a.gz')], env)
    expect([code, err]).toEqual([
      78,
      [expect.stringMatching(/^strata: the PostgreSQL database 127\.0\.0\.1:9\/board cannot be reached/)],
    ])
    expect(err.join()).not.toContain('hush')
  })
})
