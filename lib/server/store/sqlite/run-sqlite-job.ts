import { Worker } from 'node:worker_threads'

export interface SqliteJob {
  /** `copy` writes a compact, consistent copy to `target`, which must not exist. */
  task: 'quick_check' | 'integrity_check' | 'copy'
  file: string
  target: string | null
}

export interface SqliteVerdict {
  /** `unknown`: the job could not be done, which says nothing about the file. */
  verdict: 'ok' | 'damaged' | 'unknown'
  /** For the log. */
  detail: string | null
}

/** Runs one long statement beside the event loop. Never rejects. */
export function runSqliteJob(job: SqliteJob): Promise<SqliteVerdict> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: job })
    worker.once('message', resolve)
    worker.once('error', (error) => resolve({ verdict: 'unknown', detail: String(error) }))
    worker.once('exit', () => resolve({ verdict: 'unknown', detail: 'ended without a word' }))
  })
}
