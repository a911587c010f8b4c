import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface DebianPackage {
  name: string
  /** What was looked for in vain, as a reader calls it. */
  missing: string
  /** What it is installed for. */
  use: string
  /** What keeps it from more than lying there. */
  env?: Readonly<Record<string, string>>
}

/** For root on Debian or one of its kin; does nothing elsewhere. Whether it helped is for the caller to see. */
export function installDebianPackage({ name, missing, use, env = {} }: DebianPackage): void {
  if (process.getuid?.() !== 0 || !isDebian()) return
  process.stderr.write(`No ${missing} found; installing Debian's ${name} package for ${use}.\n`)
  // Whatever it says goes to standard error: standard output is for results.
  const options = {
    stdio: ['ignore', 2, 2] satisfies ['ignore', number, number],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', ...env },
  }
  // Without a network the lists of last time may still do.
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options)
}

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}
