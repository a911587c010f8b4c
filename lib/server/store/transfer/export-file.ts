import { exportLines } from '#lib/server/store/transfer/export-lines'
import type { TransferDatabase } from '#lib/server/store/transfer/transfer-database'
import { TransferError } from '#lib/server/store/transfer/transfer-error'
import { isGzipName, writeWholeFile } from '#lib/server/store/transfer/write-whole-file'

/**
 * Writes everything that has to survive a move to a new file, as of one moment. A database that did not change gives
 * the same bytes again, whatever its engine; compressed ones as long as the compressor is the same.
 * @returns what was written, in one sentence
 * @throws StartError for a file that cannot be, TransferError for a value that no file can carry
 */
export async function exportFile(
  file: string,
  database: TransferDatabase,
  tell: (line: string) => void,
): Promise<string> {
  let total = 0
  try {
    await database.readMoment((db) =>
      writeWholeFile(
        file,
        exportLines(db, (name, { rows }) => {
          total += rows
          tell(`${name}: ${rows} rows`)
        }),
      ),
    )
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new TransferError(`${error.message} No file can carry that: mend it in ${database.name}.`, {
      cause: error,
    })
  }
  const form = isGzipName(file) ? 'compressed with gzip' : 'as plain text (a name in .gz compresses)'
  return `${file} holds ${total} rows of ${database.name}, ${form}.`
}
