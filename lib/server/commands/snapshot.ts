import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DEFAULT_CSV_OPTIONS } from '#lib/core/csv/csv-options'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { StartError } from '#lib/server/errors'
import { createLogger } from '#lib/server/logger'
import { reportFatal } from '#lib/server/report-fatal'
import { exportSnapshot } from '#lib/server/services/export-snapshot'
import { getSnapshot } from '#lib/server/services/get-snapshot'

const USAGE = 'npm run snapshot -- [--format csv|json] [--out FILE]'

/** One snapshot to a file or standard output, without a server. */
async function run(): Promise<void> {
  const { format, out } = readArguments()
  // Standard output belongs to the snapshot.
  const open = await createRuntime({
    env: readEnv(process.env),
    logger: createLogger('silent'),
    readOnly: true,
  })
  await open.runtime.feed.settled
  const view = { weighting: 'capped', scope: 'core' } as const
  const text =
    format === 'json'
      ? `${JSON.stringify(await getSnapshot(view), null, 2)}\n`
      : (await exportSnapshot({ ...view, kind: 'tokens', options: DEFAULT_CSV_OPTIONS })).body
  if (out === undefined) process.stdout.write(text)
  else writeFile(out, text)
  await open.close()
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { format: { type: 'string', default: 'csv' }, out: { type: 'string' } },
    })
    if (values.format !== 'csv' && values.format !== 'json')
      throw new Error(`unknown format "${values.format}"`)
    return values
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : error}. Usage: ${USAGE}`, {
      cause: error,
    })
  }
}

function writeFile(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new StartError(`${file} cannot be written: choose another file with --out.`, { cause: error })
  }
}

await run().catch(reportFatal)
