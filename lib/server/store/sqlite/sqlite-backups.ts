import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import type { Logger } from '#lib/server/logger'
import { runSqliteJob, type SqliteVerdict } from '#lib/server/store/sqlite/run-sqlite-job'

const FOLDER_NAME = 'backup'
const NAME = /^strata-\d{8}\.db$/
const KEPT = 2
const RETRY_MS = 3_600_000
/** Left free beside twice the size of the database, bytes. */
const RESERVE = 64 * 1024 * 1024

/** A checked copy a day in `backup/`, the newest two kept. */
export class SqliteBackups {
  private readonly file: string
  private readonly folder: string
  private readonly logger: Logger
  private newestAt: number | null | undefined
  private triedAt = 0
  /** What this process already began with once: if it had been any good, nobody would ask again. */
  private readonly used = new Set<string>()

  constructor({ file, folder, logger }: { file: string; folder: string; logger: Logger }) {
    this.file = file
    this.folder = join(folder, FOLDER_NAME)
    this.logger = logger
  }

  /** ms UTC */
  get lastAt(): number | null {
    if (this.newestAt === undefined) this.newestAt = this.readNewest()
    return this.newestAt
  }

  /**
   * Makes the backup of the UTC day unless there is one, or the disk is short, or it was tried within the hour; the
   * answer is whether the database turned out to be damaged. Never rejects.
   */
  async make(now: number): Promise<'damaged' | null> {
    const name = `strata-${new Date(startOfDay(now)).toISOString().slice(0, 10).replaceAll('-', '')}.db`
    if (now - this.triedAt < RETRY_MS || this.names().includes(name)) return null
    this.triedAt = now
    const part = join(this.folder, `${name}.part`)
    try {
      mkdirSync(this.folder, { recursive: true })
      rmSync(part, { force: true })
      if (!this.hasRoom()) throw new Error('The disk is nearly full')
      const copied = await runSqliteJob({ task: 'copy', file: this.file, target: part })
      if (copied.verdict === 'damaged') return 'damaged'
      await this.keep(part, name, copied)
      this.newestAt = now
    } catch (error) {
      this.logger.warn({ err: error }, 'The backup of the database could not be made')
    }
    return null
  }

  /** Copies the newest sound backup to `target`; its day `YYYY-MM-DD`, or `null` where there is none. */
  async restore(target: string): Promise<string | null> {
    for (const name of this.names().toReversed()) {
      if (this.used.has(name)) continue
      const file = join(this.folder, name)
      const { verdict } = await runSqliteJob({ task: 'integrity_check', file, target: null })
      if (verdict !== 'ok') continue
      this.used.add(name)
      copyFileSync(file, `${target}.part`)
      renameSync(`${target}.part`, target)
      return name.replace(/^strata-(\d{4})(\d\d)(\d\d)\.db$/, '$1-$2-$3')
    }
    return null
  }

  /** Removes all but the newest `count`. */
  keepNewest(count: number): void {
    for (const name of this.names().slice(0, -count)) rmSync(join(this.folder, name), { force: true })
  }

  private async keep(part: string, name: string, copied: SqliteVerdict): Promise<void> {
    if (copied.verdict !== 'ok') throw new Error(`The copy failed: ${copied.detail}`)
    const { verdict, detail } = await runSqliteJob({ task: 'integrity_check', file: part, target: null })
    if (verdict !== 'ok') throw new Error(`The copy is not sound: ${detail}`)
    renameSync(part, join(this.folder, name))
    this.keepNewest(KEPT)
  }

  private names(): string[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => NAME.test(name))
        .toSorted()
    } catch {
      return []
    }
  }

  private hasRoom(): boolean {
    const { bavail, bsize } = statfsSync(this.folder)
    return bavail * bsize > 2 * statSync(this.file).size + RESERVE
  }

  private readNewest(): number | null {
    const name = this.names().at(-1)
    return name === undefined
      ? null
      : (statSync(join(this.folder, name), { throwIfNoEntry: false })?.mtimeMs ?? null)
  }
}
