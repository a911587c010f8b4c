import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourceStamp } from '#lib/server/commands/source-stamp'
import { StartError } from '#lib/server/errors'
import { keepStaticFiles } from '#lib/server/static-folders'

const STAMP_FILE = 'strata-sources.sha256'

/**
 * Builds the pages unless the build at hand was made from the present sources.
 * @returns whether it built
 * @throws StartError when the build fails; its own output has said why
 */
export function ensureBuild(root: string): boolean {
  const stampFile = join(root, '.next', STAMP_FILE)
  const stamp = sourceStamp(root)
  if (readStamp(stampFile) === stamp) return false
  keepStaticFiles(root)
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const { status } = spawnSync(process.execPath, [next, 'build'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (status !== 0) throw new StartError('The build failed; the lines above say why.')
  mkdirSync(join(root, '.next'), { recursive: true })
  writeFileSync(stampFile, stamp)
  return true
}

function readStamp(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
