import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where packages put it; a plain user's PATH lacks the second. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']

/** An installed nginx, else Debian's package when this is Debian and we are root, else `null`. */
export function findNginx(): string | null {
  return installed() ?? installOnDebian()
}

function installed(): string | null {
  return FOLDERS.map((folder) => join(folder, 'nginx')).find(isExecutable) ?? null
}

function installOnDebian(): string | null {
  if (process.getuid?.() !== 0 || !isDebian()) return null
  process.stderr.write("No nginx found; installing Debian's nginx package for the proxy tests.\n")
  // Run level 1: the package is not to start a server of its own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const options = { stdio: 'inherit', env } as const
  spawnSync('apt-get', ['update'], options)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'nginx'], options)
  return installed()
}

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
