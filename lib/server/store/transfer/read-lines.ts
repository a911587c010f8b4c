import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { StartError } from '#lib/server/errors'
import { TransferError } from '#lib/server/store/transfer/transfer-error'

const GZIP_MAGIC = [0x1f, 0x8b]
/** Far above the largest batch, characters; a foreign file without lines must not fill the memory. */
const LONGEST_LINE = 64 * 1024 * 1024

/**
 * The lines of a text file, compressed or not whatever its name, as many at a time as were read at once.
 * @throws StartError for a file that cannot be read, TransferError for one that is damaged or ends within a line
 */
export async function* readLines(file: string): AsyncGenerator<string[]> {
  let rest = ''
  try {
    for await (const chunk of await openText(file)) {
      const lines = `${chunk}`.split('\n')
      lines[0] = rest + lines[0]
      rest = lines.pop() ?? ''
      if (rest.length > LONGEST_LINE) throw new TransferError(`${file} has a line without an end`)
      if (lines.length > 0) yield lines
    }
  } catch (error) {
    throw ofTheFile(error, file) ?? error
  }
  if (rest !== '') throw new TransferError(`${file} ends in the middle of a line`)
}

async function openText(file: string): Promise<Readable> {
  const isCompressed = await isGzip(file)
  const raw = createReadStream(file)
  if (!isCompressed) return raw.setEncoding('utf8')
  // A failure of one ends both, and is thrown where the text is read.
  return pipeline(raw, createGunzip(), () => {}).setEncoding('utf8')
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && GZIP_MAGIC.every((byte, index) => buffer[index] === byte)
  } finally {
    await handle.close()
  }
}

function ofTheFile(error: unknown, file: string): Error | null {
  if (!(error instanceof Error && 'code' in error)) return null
  if (String(error.code).startsWith('Z_'))
    return new TransferError(`${file} is damaged or cut short`, { cause: error })
  return 'syscall' in error
    ? new StartError(`${file} cannot be read (${error.code}): name a file that this process may read.`, {
        cause: error,
      })
    : null
}
