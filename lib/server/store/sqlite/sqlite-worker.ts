import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import type { SqliteJob, SqliteVerdict } from '#lib/server/store/sqlite/run-sqlite-job'

/** Long statements of SQLite in a thread of their own: it has no way to pause them for the server's readers. */
const job: SqliteJob = workerData
parentPort?.postMessage(verdictOn(job))

function verdictOn({ task, file, target }: SqliteJob): SqliteVerdict {
  try {
    const database = new Sqlite(file, { readonly: true, timeout: 1000 })
    try {
      if (task === 'copy') database.prepare('vacuum into ?').run(target)
      else if (database.pragma(task, { simple: true }) !== 'ok') return { verdict: 'damaged', detail: task }
      return { verdict: 'ok', detail: null }
    } finally {
      database.close()
    }
  } catch (error) {
    const code = error instanceof Sqlite.SqliteError ? error.code : String(error)
    const isDamage = /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(code)
    return { verdict: isDamage ? 'damaged' : 'unknown', detail: code }
  }
}
