import { existsSync, lstatSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartError } from '#lib/server/errors'

/** What no folder can ever be made of; everything else may pass: a full disk, missing rights, an unmounted volume. */
const MISTAKES = new Set(['ENOTDIR', 'EEXIST', 'ENOENT', 'ENAMETOOLONG', 'EINVAL'])

/** Makes `folder` and its parents, one at a time: Node's own recursive way never ends below `/proc`. */
export function makeDataFolder(folder: string): void {
  if (isFolder(folder)) return
  const parent = dirname(folder)
  if (parent !== folder && !existsSync(parent)) makeDataFolder(parent)
  mkdirSync(folder)
}

/** @throws StartError where the path cannot be a folder on any day; faults that may pass are not thrown. */
export function refuseMistakenFolder(folder: string): void {
  try {
    makeDataFolder(folder)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (!MISTAKES.has(code) || isLink(folder)) return
    const reason = existsSync(folder) ? 'is not a folder' : `cannot be created (${code})`
    throw new StartError(
      `The data folder ${folder} ${reason}: set STRATA_DATA_DIR to a folder that this process may write to.`,
      { cause },
    )
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** A link whose target is missing may wait for a volume. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink()
  } catch {
    return false
  }
}
