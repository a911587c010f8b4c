import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../postgres/free-port.ts'
import { LaunchedProduct } from '../product/launched-product.ts'
import { isExecutable } from '../programs/find-program.ts'
import { installDebianPackage } from '../programs/install-debian-package.ts'
import type { Cluster } from './cluster.ts'
import { type ClusterRow, expectThat } from './row.ts'
import { takesPart } from './takes-part.ts'

const PGBOUNCER = '/usr/sbin/pgbouncer'
const NOBODY = 65_534

/** A pooler between the instances and the database. */
export const POOLER_ROWS: readonly ClusterRow[] = [
  {
    id: 'I9',
    fault: 'PgBouncer in transaction mode',
    isLong: true,
    prepare() {
      expectThat(hasPgBouncer(), 'the Debian package pgbouncer is not here')
    },
    async play(cluster) {
      const refused = await through(cluster, 'transaction', async (env) => {
        const failure = await LaunchedProduct.start({ env }).then(
          async (product) => {
            await product.stop()
            return 'it started'
          },
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        )
        expectThat(failure.includes('ended with 78'), failure)
        expectThat(failure.includes('pooler in transaction mode'), failure)
        return 'refused at the start'
      })
      const taken = await through(cluster, 'session', async (env) => {
        const product = await LaunchedProduct.start({ env })
        try {
          await takesPart(cluster, product)
        } finally {
          await product.stop()
        }
        return 'in session mode an instance as any other'
      })
      return `${refused}, ${taken}`
    },
  },
]

async function through(
  cluster: Cluster,
  mode: 'transaction' | 'session',
  act: (env: Record<string, string>) => Promise<string>,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-pooler-'))
  const isRoot = process.getuid?.() === 0
  const port = await freePort()
  const file = join(folder, 'pgbouncer.ini')
  writeFileSync(file, settings(cluster.server.port, port, mode))
  writeFileSync(join(folder, 'users.txt'), '"strata" ""\n')
  if (isRoot) for (const path of [folder, file, join(folder, 'users.txt')]) chownSync(path, NOBODY, NOBODY)
  const pooler = spawn(PGBOUNCER, [file], {
    cwd: folder,
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    await saysReady(pooler)
    return await act(cluster.environment({ DATABASE_URL: `postgres://strata@127.0.0.1:${port}/postgres` }))
  } finally {
    pooler.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

function settings(serverPort: number, port: number, mode: string): string {
  return `[databases]
* = host=127.0.0.1 port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
auth_type = trust
auth_file = users.txt
pool_mode = ${mode}
unix_socket_dir =
`
}

function saysReady(pooler: ChildProcess): Promise<void> {
  let log = ''
  return new Promise((resolve, reject) => {
    pooler.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log += text
      if (log.includes('process up')) resolve()
    })
    pooler.once('exit', () => reject(new Error(`PgBouncer did not start: ${log}`)))
  })
}

function hasPgBouncer(): boolean {
  if (isExecutable(PGBOUNCER)) return true
  installDebianPackage({ name: 'pgbouncer', missing: 'PgBouncer', use: 'the tests of a cluster' })
  return isExecutable(PGBOUNCER)
}
