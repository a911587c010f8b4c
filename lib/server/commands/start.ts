import { ensureBuild } from '#lib/server/commands/build'
import { readEnv } from '#lib/server/env'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { reportFatal } from '#lib/server/report-fatal'

/** `npm start`: a bad setting ends it before the build, a current build is not made again. */
try {
  readEnv(process.env)
  ensureBuild(PROJECT_ROOT)
} catch (error) {
  reportFatal(error)
}
Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
await import('#lib/server/main')
