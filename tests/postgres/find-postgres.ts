import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const DEBIAN = '/usr/lib/postgresql'
const OTHERS = ['/opt/homebrew/opt/postgresql/bin', '/usr/local/opt/postgresql/bin']

/**
 * The folder of PostgreSQL's own programs: `PGBIN`, else an installed one, else, for root on Debian, one that is
 * installed now. `null` where none can be had.
 */
export function findPostgres(): string | null {
  return process.env.PGBIN ?? installed() ?? (install() ? installed() : null)
}

function installed(): string | null {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN) : []
  const newestFirst = debian
    .toSorted((a, b) => Number(b) - Number(a))
    .map((name) => join(DEBIAN, name, 'bin'))
  const onPath = (process.env.PATH ?? '').split(':')
  return [...newestFirst, ...OTHERS, ...onPath].find((folder) => existsSync(join(folder, 'initdb'))) ?? null
}

function install(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  console.error('No PostgreSQL was found: the Debian package postgresql is installed for the tests')
  // The package would start a cluster of its own, which nobody here needs.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PG_CREATE_CLUSTER: 'no' }
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] }
  spawnSync('apt-get', ['update', '-qq'], options)
  const args = ['install', '-y', '-qq', '--no-install-recommends', 'postgresql']
  return spawnSync('apt-get', args, options).status === 0
}
