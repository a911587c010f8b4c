import * as z from 'zod'
import { COIN_ID_PATTERN } from '#lib/core/market/coin-id'

const ALLOWED_MARK = '; allowed: '

/** Every message of the schema: what is wrong, then what is allowed. */
export function refusal(reason: string, allowed: string): string {
  return `${reason}${ALLOWED_MARK}${allowed}`
}

/** The two halves of a message made by `refusal`; `allowed` is `null` for any other text. */
export function splitRefusal(message: string): { reason: string; allowed: string | null } {
  const at = message.indexOf(ALLOWED_MARK)
  if (at < 0) return { reason: message, allowed: null }
  return { reason: message.slice(0, at), allowed: message.slice(at + ALLOWED_MARK.length) }
}

const SLUG_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const MAX_SLUG = 64
/** One line without control characters and without spaces at its ends. */
const LINE_PATTERN = /^(?!\s)[^\p{Cc}\u2028\u2029]+(?<!\s)$/u
/** Upper case where the script has cases. */
const SYMBOL_PATTERN = /^[^\p{Ll}\p{Cc}\s]{1,32}$/u

function line(what: string, maxLength: number) {
  const message = refusal(
    `not a ${what}`,
    `one line of 1 to ${maxLength} characters without spaces at its ends`,
  )
  return z.string(message).refine((text) => text.length <= maxLength && LINE_PATTERN.test(text), message)
}

function pattern(what: string, expression: RegExp, allowed: string) {
  const message = refusal(`not a ${what}`, allowed)
  return z.string(message).regex(expression, message)
}

function slug(what: string) {
  const message = refusal(`not a ${what}`, `1 to ${MAX_SLUG} of a-z, 0-9 and single hyphens between them`)
  return z.string(message).refine((text) => text.length <= MAX_SLUG && SLUG_PATTERN.test(text), message)
}

function date(what: string) {
  const message = refusal(`not a ${what}`, 'a calendar date YYYY-MM-DD')
  return z.iso.date(message)
}

function choice<const Values extends readonly [string, ...string[]]>(what: string, values: Values) {
  return z.enum(values, refusal(`unknown ${what}`, values.join(', ')))
}

function list<Item extends z.ZodType>(what: string, item: Item, bounds: { least: number; most: number }) {
  const message = refusal(`not a list of ${what}`, `a list of ${bounds.least} to ${bounds.most} ${what}`)
  return z.array(item, message).min(bounds.least, message).max(bounds.most, message)
}

function record<Shape extends z.core.$ZodLooseShape>(what: string, shape: Shape) {
  const fields = Object.keys(shape).join(', ')
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? refusal('unknown field', fields)
        : refusal(`not a ${what}`, `an object with the fields ${fields}`),
  })
}

const coinId = pattern('CoinGecko id', COIN_ID_PATTERN, 'a-z, 0-9, dot, hyphen and underscore, at most 128')
const symbol = pattern('symbol', SYMBOL_PATTERN, 'upper case, 1 to 32 characters without spaces')
const yesNo = (what: string) => z.boolean(refusal(`not a ${what} mark`, 'true, false'))

const httpsMessage = refusal(
  'not a website',
  'an https:// address of at most 300 characters without a user name',
)
const httpsUrl = z.string(httpsMessage).refine(isPlainHttpsUrl, httpsMessage)

function isPlainHttpsUrl(text: string): boolean {
  if (text.length > 300 || !/^https:\/\/[^\s"'<>\\^`{|}]+$/.test(text) || !URL.canParse(text)) return false
  const { username, password, hostname } = new URL(text)
  return username === '' && password === '' && hostname.includes('.')
}

const rankMessage = refusal('not a rank', 'a whole number from 1 (bottom of the stack) to 100')
const shareMessage = refusal('not a share', 'a number above 0, at most 1')

const Source = record('source', {
  id: slug('source id'),
  title: line('title', 200),
  date: date('date'),
  note: line('note', 300).optional(),
})

const Category = record('category', { id: slug('category id'), name: line('name', 128) })

const Layer = record('layer', {
  id: slug('layer id'),
  name: line('name', 128),
  rank: z.int(rankMessage).min(1, rankMessage).max(100, rankMessage),
  summary: line('summary', 200),
  categories: list('categories', Category, { least: 1, most: 50 }),
})

const Benchmark = record('benchmark', { coingeckoId: coinId, symbol, name: line('name', 128) })

const Membership = record('membership', {
  layer: slug('layer id'),
  category: slug('category id'),
  primary: yesNo('primary'),
  share: z
    .number(shareMessage)
    .refine((share) => share > 0 && share <= 1, shareMessage)
    .optional(),
  reason: line('reason', 300),
  source: slug('source id'),
})

const Project = record('project', {
  slug: slug('slug'),
  name: line('name', 128),
  symbol: symbol.nullable(),
  coingeckoId: coinId.nullable(),
  scope: choice('scope', ['core', 'adjacent']),
  status: choice('status', ['active', 'legacy', 'inactive', 'no-token', 'pre-launch']),
  since: date('date').nullable(),
  note: line('note', 300).nullable(),
  guide: yesNo('guide'),
  aliases: list('aliases', line('alias', 128), { least: 0, most: 32 }),
  website: httpsUrl.optional(),
  memberships: list('memberships', Membership, { least: 1, most: 8 }),
})

/** Form of each field of the mapping alone; what must hold between fields is in `stack-rules.ts`. */
export const StackShape = record('mapping', {
  schemaVersion: z.literal(1, refusal('unknown schema version', '1')),
  version: date('version'),
  sources: list('sources', Source, { least: 1, most: 200 }),
  layers: list('layers', Layer, { least: 1, most: 12 }),
  benchmarks: list('benchmarks', Benchmark, { least: 0, most: 10 }),
  projects: list('projects', Project, { least: 1, most: 2000 }),
})
export type StackShape = z.infer<typeof StackShape>
