import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import type { Logger } from '#lib/server/logger'
import { runSqliteJob } from '#lib/server/store/sqlite/run-sqlite-job'

const FOLDER_NAME = 'backup'
const NAME = /^strata-\d{8}\.db$/
const KEPT = 2
/** Left free beside twice the size of the database, bytes. */
const RESERVE = 64 * 1024 * 1024

/** A checked copy a day in `backup/`, the newest two kept. */
export class SqliteBackups {
  private readonly file: string
  private readonly folder: string
  private readonly logger: Logger
  private newestAt: number | null | undefined
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

  /** Makes the backup of the UTC day unless there is one or the disk is short. Never rejects. */
  async make(now: number): Promise<void> {
    const name = `strata-${new Date(startOfDay(now)).toISOString().slice(0, 10).replaceAll('-', '')}.db`
    const part = join(this.folder, `${name}.part`)
    try {
      if (this.names().includes(name)) return
      mkdirSync(this.folder, { recursive: true })
      if (!this.hasRoom()) return this.logger.warn({}, 'No backup was made: the disk is nearly full')
      rmSync(part, { force: true })
      const copied = await runSqliteJob({ task: 'copy', file: this.file, target: part })
      if (copied.verdict !== 'ok') throw new Error(`copy: ${copied.detail}`)
      const checked = await runSqliteJob({ task: 'integrity_check', file: part, target: null })
      if (checked.verdict !== 'ok') throw new Error(`check: ${checked.detail}`)
      renameSync(part, join(this.folder, name))
      this.newestAt = now
      this.keepNewest(KEPT)
    } catch (error) {
      this.logger.warn({ err: error }, 'The backup of the database could not be made')
      rmSync(part, { force: true })
    }
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
