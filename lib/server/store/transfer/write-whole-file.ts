import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { StartError } from '#lib/server/errors'

/** What a write says that fails; unlike the opening it names no file. */
const DISK_CODES = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EFBIG'])

/** Whether a file of this name is written compressed. */
export function isGzipName(file: string): boolean {
  return file.endsWith('.gz')
}

/**
 * Writes a file that is whole or not there: under the name `FILE.part` until its last byte is on the disk. What cannot
 * be written at once is waited for, so that memory does not grow with the file.
 * @throws StartError where there is such a file already, or none can be written
 */
export async function writeWholeFile(file: string, chunks: AsyncIterable<string>): Promise<void> {
  refuseExisting(file)
  const part = `${file}.part`
  const handle = await open(part, 'wx').catch((error: unknown) => {
    throw ofTheFile(error, part) ?? error
  })
  try {
    const target = handle.createWriteStream({ flush: true })
    if (isGzipName(file)) await pipeline(chunks, createGzip(), target)
    else await pipeline(chunks, target)
    refuseExisting(file)
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw ofTheFile(error, part) ?? error
  }
}

function refuseExisting(file: string): void {
  if (existsSync(file))
    throw new StartError(`${file} exists already, and an export overwrites nothing: choose another name.`)
}

/** `null` for what has nothing to do with the file. */
function ofTheFile(error: unknown, part: string): StartError | null {
  if (!(error instanceof Error && 'code' in error)) return null
  const isOfPart = 'path' in error && error.path === part
  if (!isOfPart && !DISK_CODES.has(String(error.code))) return null
  const sentence =
    error.code === 'EEXIST'
      ? `${part} exists: another export writes it, or one was cut off; remove it if none runs.`
      : `${part} cannot be written (${error.code}): choose a place with room that this process may write to.`
  return new StartError(sentence, { cause: error })
}
