import { existsSync, readFileSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Database } from '#lib/server/store/schema'
import { exportFile } from '#lib/server/store/transfer/export-file'
import { isFullRun } from '../helpers/full-run.ts'
import { holdExport, holdImport } from './hold-transfer.ts'
import { transferFixture } from './transfer-fixture.ts'
import { startTransfer } from './transfer-process.ts'
import { fillHistory, sqliteSide, TRANSFER_SIDES, type TransferSide } from './transfer-side.ts'

const quiet = () => {}
const POINTS = isFullRun ? 300_000 : 200_000
/** The program takes half of it, and the points held at once would take more than the rest. */
const HEAP_MB = 40

const { path, opened } = transferFixture()

/** Points that an import does not get past, in the order of the file, and what whole pages before them hold. */
const KILLS = [
  { id: 'synthetic-0', time: 0, stored: 2000 },
  { id: 'synthetic-16', time: 16, stored: 12_000 },
  { id: 'synthetic-3', time: 3, stored: 30_000 },
]

/** Some of everything, and so many further points. */
async function sourceWith(points: number): Promise<TransferSide> {
  const source = await opened(sqliteSide)
  await source.with(async (db, store) => {
    await fillHistory(db, store)
    await sql`
      insert into price_point with recursive n(i) as (select 0 union all select i + 1 from n where i < ${points - 1})
      select 'hourly', 'synthetic-' || (i % 50), i, 1 + i / 7.0, i * 1e5, null, 'upstream' from n`.execute(db)
  })
  return source
}

async function countPoints(db: Kysely<Database>): Promise<number> {
  const { count } = await db
    .selectFrom('price_point')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

describe.each(TRANSFER_SIDES)('an import into $name', ({ open }) => {
  test('killed in the middle time and again and then repeated gives the same', async () => {
    const source = await sourceWith(60_000)
    await exportFile(path('history.gz'), source.database, quiet)
    const target = await opened(open)
    await target.with(async (db) => {
      for (const { stored, ...point } of KILLS) {
        const release = await holdImport(target, db, point)
        const { child, ended } = startTransfer(['import', path('history.gz')], target.env)
        await expect.poll(() => countPoints(db), { timeout: 30_000 }).toBe(stored)
        child.kill('SIGKILL')
        expect((await ended).code).toBe(null)
        await release()
        expect(await countPoints(db)).toBe(stored)
      }
    })
    const { code, text } = await startTransfer(['import', path('history.gz')], target.env).ended
    expect([code, text]).toEqual([0, expect.stringMatching(/gives back exactly those of the file/)])
    expect(text).toContain('price_point: 62515 rows, 30000 stored before')
    await exportFile(path('again.gz'), target.database, quiet)
    expect(readFileSync(path('again.gz')).equals(readFileSync(path('history.gz')))).toBe(true)
  }, 120_000)

  test(`of ${POINTS.toLocaleString('en')} points, and their export, fit into ${HEAP_MB} MB`, async () => {
    const source = await sourceWith(POINTS)
    const target = await opened(open)
    for (const [args, env] of [
      [['export', path('history.jsonl')], source.env],
      [['import', path('history.jsonl')], target.env],
      [['export', path('again.jsonl')], target.env],
    ] as const) {
      const { code, text } = await startTransfer(args, env, HEAP_MB).ended
      expect([code, text]).toEqual([0, expect.stringContaining(`price_point: ${POINTS + 2515} rows`)])
    }
    expect(readFileSync(path('again.jsonl')).equals(readFileSync(path('history.jsonl')))).toBe(true)
  }, 120_000)
})

test('an export that was killed leaves nothing that could be taken for a whole file', async () => {
  const source = await opened(sqliteSide)
  await source.with(async (db, store) => {
    await fillHistory(db, store)
    const release = await holdExport(db)
    const { child, ended } = startTransfer(['export', path('history.jsonl')], source.env)
    await expect.poll(() => existsSync(path('history.jsonl.part'))).toBe(true)
    child.kill('SIGKILL')
    expect((await ended).code).toBe(null)
    await release()
  })
  expect([existsSync(path('history.jsonl')), existsSync(path('history.jsonl.part'))]).toEqual([false, true])
  await expect(exportFile(path('history.jsonl'), source.database, quiet)).rejects.toThrow(
    /history\.jsonl\.part exists: another export writes it, or one was cut off; remove it if none runs/,
  )
})
