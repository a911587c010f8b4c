import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { CaseFile, SeriesFile, type VectorCase } from '#lib/server/commands/vectors/vector-case'
import { StartError } from '#lib/server/errors'

const SERIES_FILE = 'series.json'

export interface Vectors {
  cases: readonly VectorCase[]
  series: SeriesFile
}

/**
 * The cases of every `*.json` of a folder, by file name, and the series they may refer to: the folder's `series.json`, with
 * `seriesFile`'s keys before it.
 * @throws StartError for a folder or file that cannot be read or has another form
 */
export function readVectors(folder: string, seriesFile?: string): Vectors {
  const names = listFolder(folder).filter((name) => name.endsWith('.json') && name !== SERIES_FILE)
  if (names.length === 0) throw new StartError(`${folder} holds no case files (*.json).`)
  const cases = names.sort().flatMap((name) => readJsonFile(join(folder, name), CaseFile).cases)
  const beside = join(folder, SERIES_FILE)
  return {
    cases,
    series: {
      ...(existsSync(beside) ? readJsonFile(beside, SeriesFile) : {}),
      ...(seriesFile === undefined ? {} : readJsonFile(seriesFile, SeriesFile)),
    },
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw new StartError(`${folder} cannot be read (${codeOf(error)}).`, { cause: error })
  }
}

function readJsonFile<T>(path: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(path, readText(path)))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
  throw new StartError(`${path} is not as expected (${where}${issue?.message ?? 'unknown form'}).`)
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new StartError(`${path} cannot be read (${codeOf(error)}).`, { cause: error })
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new StartError(`${path} is not JSON.`, { cause: error })
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
