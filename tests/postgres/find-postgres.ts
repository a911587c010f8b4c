import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findProgram, pathFolders } from '../programs/find-program.ts'
import { installDebianPackage } from '../programs/install-debian-package.ts'

const DEBIAN = '/usr/lib/postgresql'
const OTHERS = ['/opt/homebrew/opt/postgresql/bin', '/usr/local/opt/postgresql/bin']

/**
 * The folder of PostgreSQL's own programs: `PGBIN`, else an installed one, else, for root on Debian, one that is
 * installed now. `null` where none can be had.
 */
export function findPostgres(): string | null {
  const found = process.env.PGBIN ?? installed()
  if (found !== null) return found
  // The package would start a cluster of its own, which nobody here needs.
  const env = { PG_CREATE_CLUSTER: 'no' }
  installDebianPackage({ name: 'postgresql', missing: 'PostgreSQL', use: 'the tests', env })
  return installed()
}

function installed(): string | null {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN) : []
  const newestFirst = debian
    .toSorted((a, b) => Number(b) - Number(a))
    .map((name) => join(DEBIAN, name, 'bin'))
  const initdb = findProgram(['initdb'], [...newestFirst, ...OTHERS, ...pathFolders()])
  return initdb === null ? null : dirname(initdb)
}
