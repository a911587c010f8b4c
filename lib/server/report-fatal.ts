import { StartError } from '#lib/server/errors'

/** Ends the process: one sentence and exit code 78 for a fault its starter can mend, else the whole error and 1. */
export function reportFatal(error: unknown): never {
  if (error instanceof StartError) {
    process.stderr.write(`strata: ${error.message}\n`)
    process.exit(StartError.exitCode)
  }
  process.stderr.write(`strata: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
}
