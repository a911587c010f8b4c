import { findProgram, pathFolders } from '../programs/find-program.ts'
import { installDebianPackage } from '../programs/install-debian-package.ts'

/** An installed nginx, else Debian's package when this is Debian and we are root, else `null`. */
export function findNginx(): string | null {
  const found = installed()
  if (found !== null) return found
  // Run level 1: the package is not to start a server of its own.
  const env = { RUNLEVEL: '1' }
  installDebianPackage({ name: 'nginx', missing: 'nginx', use: 'the proxy tests', env })
  return installed()
}

/** Packages put it where a plain user's PATH does not lead. */
function installed(): string | null {
  return findProgram(['nginx'], [...pathFolders(), '/usr/sbin', '/usr/local/sbin'])
}
