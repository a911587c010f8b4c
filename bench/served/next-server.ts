import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import next from 'next'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { PROJECT_ROOT } from '#lib/server/project-root'

/** The same product without its front: Next's router answers everything. For comparison only. */
await createRuntime({ env: readEnv({ STRATA_SOURCE: 'recorded' }), logger: createLogger('silent') })
const app = next({ dev: false, dir: PROJECT_ROOT })
const handle = app.getRequestHandler()
await app.prepare()
const server = createServer((request, response) => void handle(request, response))
server.listen(0, '127.0.0.1', () => {
  process.stderr.write(`Next is ready on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
