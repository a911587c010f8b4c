import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Of this build, and of the one before it, which a build leaves alone in Next's cache. */
export function staticFolders(root: string): [current: string, before: string] {
  return [join(root, '.next', 'static'), join(root, '.next', 'cache', 'static-before')]
}

/** Keeps the files of the build that is about to be replaced: pages of it may be open, and load more of them later. */
export function keepStaticFiles(root: string): void {
  const [current, before] = staticFolders(root)
  if (!existsSync(current) || !existsSync(join(root, '.next', 'cache'))) return
  rmSync(before, { recursive: true, force: true })
  renameSync(current, before)
}
