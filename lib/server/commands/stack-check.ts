import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkStack, type StackFinding } from '#lib/core/stack/check-stack'
import { type ListedCoin, readListedCoins } from '#lib/core/stack/listed-coins'
import { systemClock } from '#lib/server/clock'
import { type Env, readEnv } from '#lib/server/env'
import { StartError } from '#lib/server/errors'
import { openStackFile } from '#lib/server/stack-file'

export interface StackCheckIo {
  /** Mapping to check when `--stack` names none. */
  stackFile: string
  /** The upstream's list of active coins; `null` where the network must not be touched. */
  fetchCoinsList: (() => Promise<unknown>) | null
  out: (line: string) => void
  err: (line: string) => void
}

const FOUND = 1
/** The sysexits code for a service that cannot be had: neither a finding nor a fault of the caller. */
const UNAVAILABLE = 69
const USAGE = 'npm run stack:check -- [--stack FILE] [--list FILE] [--verbose]'
const MAX_LIST_BYTES = 32 * 1_048_576

/**
 * Checks the mapping against the upstream's id list: one line per finding, a summary last.
 * @returns the exit code: 0, 1 for findings the mapping does not declare, 69 without a list, 78 for bad arguments or files
 */
export async function runStackCheck(args: readonly string[], io: StackCheckIo): Promise<number> {
  try {
    const options = readOptions(args)
    if (options.help) {
      io.out(USAGE)
      return 0
    }
    const { stack, path } = openStackFile({
      path: options.stack ?? io.stackFile,
      clock: systemClock,
    }).current()
    const coins = options.list === undefined ? await fetchList(io) : readListFile(options.list)
    const findings = checkStack(stack, coins, { sharedSymbols: options.verbose })
    for (const finding of findings) io.out(formatFinding(finding))
    const errors = findings.filter(({ level }) => level === 'error').length
    const ids = stack.projects.filter(({ coingeckoId }) => coingeckoId !== null).length
    const against = `${coins.length} listed coins (${options.list ?? 'CoinGecko, now'})`
    io.out(
      `${path}: ${ids} ids checked against ${against}: ${count(errors, 'error')}, ${count(findings.length - errors, 'note')}`,
    )
    return errors > 0 ? FOUND : 0
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error))
    return error instanceof StartError ? StartError.exitCode : UNAVAILABLE
  }
}

interface Options {
  stack?: string | undefined
  list?: string | undefined
  verbose: boolean
  help: boolean
}

function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        stack: { type: 'string' },
        list: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    return values
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('.')[0] : String(error)
    throw new StartError(`${reason}. Usage: ${USAGE}`)
  }
}

async function fetchList({ fetchCoinsList }: StackCheckIo): Promise<ListedCoin[]> {
  if (!fetchCoinsList)
    throw new StartError('STRATA_SOURCE=recorded never touches the network: give --list FILE.')
  const coins = readListedCoins(await fetchCoinsList())
  if (!coins) throw new Error('CoinGecko answered with something other than a list of coins')
  return coins
}

function readListFile(path: string): ListedCoin[] {
  const coins = readListedCoins(readJson(path))
  if (!coins)
    throw new StartError(`${path} is not a list of coins: expected [{"id": …, "symbol": …, "name": …}, …].`)
  return coins
}

function readJson(path: string): unknown {
  let text: string
  try {
    if (statSync(path).size > MAX_LIST_BYTES)
      throw new StartError(`${path} is larger than ${MAX_LIST_BYTES} bytes.`)
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof StartError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new StartError(`${path} cannot be read (${code}).`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new StartError(`${path} is not JSON.`)
  }
}

function formatFinding({ level, coingeckoId, message, suggestion }: StackFinding): string {
  const subject = coingeckoId === null ? '' : `${coingeckoId}: `
  return `${level.padEnd(5)} ${subject}${message}${suggestion === null ? '' : `; suggested: ${suggestion}`}`
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`
}

/** Loads the HTTP client only when the list is really fetched. */
async function fetchFromUpstream({ baseUrl, plan, apiKey }: Env): Promise<unknown> {
  const { fetchCoinsList } = await import('#lib/server/upstream/coins-list')
  const { PLAN_BASE_URLS } = await import('#lib/server/upstream/plan')
  return fetchCoinsList({ baseUrl: baseUrl ?? PLAN_BASE_URLS[plan], plan, apiKey })
}

async function main(): Promise<number> {
  const err = (line: string) => void process.stderr.write(`${line}\n`)
  // A reader such as `head` that has seen enough is no fault.
  process.stdout.on('error', () => {})
  try {
    const env = readEnv(process.env)
    const fetchCoinsList = env.source === 'recorded' ? null : () => fetchFromUpstream(env)
    const out = (line: string) => void process.stdout.write(`${line}\n`)
    return await runStackCheck(process.argv.slice(2), { stackFile: env.stackFile, fetchCoinsList, out, err })
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    err(error.message)
    return StartError.exitCode
  }
}

if (import.meta.main) process.exitCode = await main()
