import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { reportFatal } from '#lib/server/report-fatal'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getStatus } from '#lib/server/services/get-status'

/** Run as a process of its own: a board without its HTTP server, which tells its state once and then goes on. */
try {
  const { runtime } = await createRuntime({ env: readEnv(process.env), logger: createLogger('silent') })
  await runtime.feed.settled
  const { source, sequence } = await getSnapshot({ weighting: 'capped', scope: 'core' })
  const { storage } = await getStatus()
  process.stdout.write(`${JSON.stringify({ source, sequence, storage })}\n`)
  setInterval(() => {}, 60_000)
} catch (error) {
  reportFatal(error)
}
