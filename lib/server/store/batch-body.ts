import { promisify } from 'node:util'
import { gunzip, gzip, type ZlibOptions } from 'node:zlib'
import type { StoredBatch } from '#lib/server/store/market-store'

/** What a batch row keeps in one compressed column; sequence, currency and times have columns of their own. */
export type BatchBody = Pick<StoredBatch, 'requested' | 'quotes' | 'dropped' | 'carried' | 'heldBack'>

/** The digits of prices compress by 4 % more at the default level, for two and a half times the work. */
const LEVEL = 1

const compress = promisify<string, ZlibOptions, Buffer>(gzip)
const decompress = promisify(gunzip)

/**
 * Gzip, because its checksum tells a damaged body from a sound one. JSON writes the shortest digits that read
 * back as the same double, so numbers survive to the last bit; only -0 becomes 0.
 */
export async function encodeBatchBody({
  requested,
  quotes,
  dropped,
  carried,
  heldBack,
}: BatchBody): Promise<Uint8Array> {
  const text = JSON.stringify({ requested, quotes, dropped, carried, heldBack }, refuseNonFinite)
  return await compress(text, { level: LEVEL })
}

/** The bytes of a body are not those that were written. */
export class DamagedBodyError extends Error {
  override readonly name = 'DamagedBodyError'
}

/** @throws DamagedBodyError */
export async function decodeBatchBody(bytes: Uint8Array): Promise<BatchBody> {
  try {
    const body: BatchBody = JSON.parse((await decompress(bytes)).toString('utf8'))
    return body
  } catch (cause) {
    throw new DamagedBodyError('The body of a stored batch is damaged', { cause })
  }
}

/** For batches that are kept as history: their 7-day shapes are most of their size and never read again. */
export function withoutSparklines(body: BatchBody): BatchBody {
  return { ...body, quotes: body.quotes.map((quote) => ({ ...quote, sparkline7d: [] })) }
}

// JSON would write NaN and Infinity as null, which means "not known" and would hide the fault.
function refuseNonFinite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`The batch field ${key} is ${value}, which cannot be stored.`)
  }
  return value
}
