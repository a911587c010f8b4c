import * as z from 'zod'
import { StartError } from '#lib/server/errors'
import { passwordsOf, postgresAddresses } from '#lib/server/store/postgres/postgres-address'
import type { Plan } from '#lib/server/upstream/plan'

/** The validated environment. The only reader of `process.env`; everything else receives this value. */
export interface Env {
  port: number
  host: string
  source: 'live' | 'recorded'
  apiKey: string | null
  plan: Plan
  /** `null`: the plan's public base. */
  baseUrl: string | null
  refreshMs: number
  monthlyCredits: number | null
  /** Lower case, first is the default. */
  currencies: readonly [string, ...string[]]
  stackFile: string
  dataDir: string
  /** `postgres://…`; `null`: the embedded database. */
  databaseUrl: string | null
  /** How long an instance that stands still keeps the right to feed a shared database. */
  leaseMs: number
  retentionDays: number
  publicUrl: string
  keylessFallback: boolean
  /** Hops of `X-Forwarded-For` to believe. */
  trustedProxies: number
  /** Readers reach us by HTTPS only. */
  tls: boolean
  /** Whether `/metrics` answers. */
  metrics: boolean
  /** Whether requests and streams of one client are limited here, not by a proxy. */
  clientLimits: boolean
  logLevel: string
}

/** Each rule with the sentence that says what is allowed. */
const onOff = (fallback: 'on' | 'off') => z.enum(['on', 'off'], 'must be on or off').default(fallback)
const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${low} to ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `must be a whole number from ${low} to ${high}`)
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' })
const currencyCode = /^[a-z]{2,10}$/

const VARIABLES = {
  PORT: { rule: wholeNumber(0, 65_535).default(3000), example: '3000' },
  HOST: { rule: z.string().min(1).max(255).default('127.0.0.1'), example: '127.0.0.1' },
  STRATA_SOURCE: {
    rule: z.enum(['live', 'recorded'], 'must be live or recorded').default('live'),
    example: 'live',
  },
  COINGECKO_API_KEY: {
    rule: z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/, 'must be printable characters without spaces')
      .optional(),
    example: 'the key from your CoinGecko account',
  },
  COINGECKO_PLAN: {
    rule: z.enum(['keyless', 'demo', 'pro'], 'must be keyless, demo or pro').optional(),
    example: 'demo',
  },
  COINGECKO_BASE_URL: { rule: httpUrl.optional(), example: 'https://api.coingecko.com/api/v3' },
  STRATA_REFRESH_SECONDS: { rule: wholeNumber(1, 86_400).optional(), example: '60' },
  STRATA_MONTHLY_CREDITS: { rule: wholeNumber(1, 999_999_999).optional(), example: '10000' },
  STRATA_CURRENCIES: {
    rule: z
      .string()
      .default('usd')
      .transform((list) => list.split(',').map((code) => code.trim().toLowerCase()))
      .refine(
        (codes) =>
          codes.length <= 3 &&
          codes.every((code) => currencyCode.test(code)) &&
          new Set(codes).size === codes.length,
        'must be one to three different currency codes, separated by commas',
      ),
    example: 'usd,eur',
  },
  STRATA_STACK_FILE: { rule: z.string().min(1).default('data/stack.json'), example: 'data/stack.json' },
  STRATA_DATA_DIR: { rule: z.string().min(1).default('.strata'), example: '.strata' },
  STRATA_RETENTION_DAYS: { rule: wholeNumber(30, 3650).default(400), example: '400' },
  DATABASE_URL: {
    rule: z
      .string()
      .refine(isPostgresUrl, 'must be a postgres:// URL, special characters of a password percent-encoded')
      .optional(),
    example: 'postgres://strata:PASSWORD@db.example.org:5432/strata',
  },
  STRATA_PUBLIC_URL: { rule: httpUrl.optional(), example: 'https://strata.example.org' },
  STRATA_TRUSTED_PROXIES: { rule: wholeNumber(0, 10).default(0), example: '1' },
  STRATA_TLS: { rule: onOff('off'), example: 'on' },
  COINGECKO_KEYLESS_FALLBACK: { rule: onOff('off'), example: 'on' },
  STRATA_LEASE_SECONDS: { rule: wholeNumber(1, 3600).default(20), example: '20' },
  STRATA_LOG: {
    rule: z
      .enum(
        ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
        'must be trace, debug, info, warn, error, fatal or silent',
      )
      .default('info'),
    example: 'info',
  },
  STRATA_METRICS: { rule: onOff('on'), example: 'on' },
  STRATA_CLIENT_LIMITS: { rule: onOff('on'), example: 'on' },
} as const

type Values = { [Name in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[Name]['rule']> }

const DEFAULT_REFRESH_SECONDS: Record<Plan, number> = { keyless: 60, demo: 300, pro: 60 }
const DEMO_MONTHLY_CREDITS = 10_000

/**
 * Validates the environment once. Empty values count as unset.
 * @throws StartError naming the variable, what was wrong and an example; a secret's value is never repeated.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const values = parseVariables(source)
  refuseUnknownNames(source)
  const plan = values.COINGECKO_PLAN ?? (values.COINGECKO_API_KEY ? 'demo' : 'keyless')
  if (plan !== 'keyless' && !values.COINGECKO_API_KEY) {
    throw new StartError(
      `COINGECKO_PLAN is ${plan} but COINGECKO_API_KEY is not set: set the key, or COINGECKO_PLAN=keyless.`,
    )
  }
  const [first, ...rest] = values.STRATA_CURRENCIES
  return {
    port: values.PORT,
    host: values.HOST,
    source: values.STRATA_SOURCE,
    apiKey: plan === 'keyless' ? null : (values.COINGECKO_API_KEY ?? null),
    plan,
    baseUrl: values.COINGECKO_BASE_URL?.replace(/\/+$/, '') ?? null,
    refreshMs: (values.STRATA_REFRESH_SECONDS ?? DEFAULT_REFRESH_SECONDS[plan]) * 1000,
    monthlyCredits: values.STRATA_MONTHLY_CREDITS ?? (plan === 'demo' ? DEMO_MONTHLY_CREDITS : null),
    currencies: [first ?? 'usd', ...rest],
    stackFile: values.STRATA_STACK_FILE,
    dataDir: values.STRATA_DATA_DIR,
    databaseUrl: values.DATABASE_URL ?? null,
    leaseMs: values.STRATA_LEASE_SECONDS * 1000,
    retentionDays: values.STRATA_RETENTION_DAYS,
    publicUrl: values.STRATA_PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    keylessFallback: values.COINGECKO_KEYLESS_FALLBACK === 'on',
    trustedProxies: values.STRATA_TRUSTED_PROXIES,
    tls: values.STRATA_TLS === 'on',
    metrics: values.STRATA_METRICS === 'on',
    clientLimits: values.STRATA_CLIENT_LIMITS === 'on',
    logLevel: values.STRATA_LOG,
  }
}

/** What must never be written anywhere. */
export function secretsOf({ apiKey, databaseUrl }: Env): string[] {
  const passwords = databaseUrl === null ? [] : passwordsOf(databaseUrl)
  return apiKey === null ? passwords : [apiKey, ...passwords]
}

function isPostgresUrl(url: string): boolean {
  try {
    return postgresAddresses(url).length > 0
  } catch {
    return false
  }
}

function parseVariables(source: Readonly<Record<string, string | undefined>>): Values {
  const values: Record<string, unknown> = {}
  for (const [name, { rule, example }] of Object.entries(VARIABLES)) {
    const raw = source[name]
    const result = rule.safeParse(raw === '' ? undefined : raw)
    if (!result.success)
      throw new StartError(describeProblem({ name, raw, example, issue: result.error.issues[0]?.message }))
    values[name] = result.data
  }
  // Each entry was parsed by its own rule above; an index signature cannot express that.
  return values as Values
}

interface Problem {
  name: string
  raw: string | undefined
  example: string
  issue: string | undefined
}

function describeProblem({ name, raw, example, issue }: Problem): string {
  const secret = name === 'COINGECKO_API_KEY' || name === 'DATABASE_URL'
  const shown = secret ? 'its value' : JSON.stringify((raw ?? '').slice(0, 100))
  const hint = example ? ` Example: ${name}=${example}` : ''
  return `${name} is not valid: ${shown} ${issue ?? 'is not allowed'}.${hint}`
}

function refuseUnknownNames(source: Readonly<Record<string, string | undefined>>): void {
  const unknown = Object.keys(source).find((name) => name.startsWith('STRATA_') && !(name in VARIABLES))
  if (!unknown) return
  const allowed = Object.keys(VARIABLES).filter((name) => name.startsWith('STRATA_'))
  throw new StartError(`${unknown} is not a setting of Strata. Known settings: ${allowed.join(', ')}.`)
}
