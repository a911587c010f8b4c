import { describe, expect, it } from 'vitest'
import { readEnv, secretsOf } from '#lib/server/env'
import { StartError } from '#lib/server/errors'

describe('readEnv', () => {
  it('needs nothing: keyless, live, one minute, loopback', () => {
    expect(readEnv({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      source: 'live',
      plan: 'keyless',
      apiKey: null,
      baseUrl: null,
      refreshMs: 60_000,
      monthlyCredits: null,
      currencies: ['usd'],
      stackFile: 'data/stack.json',
      dataDir: '.strata',
      retentionDays: 400,
      publicUrl: 'http://localhost:3000',
    })
  })

  it('takes one or several hosts of one database, and never repeats what it cannot read', () => {
    expect(readEnv({})).toMatchObject({ databaseUrl: null, leaseMs: 20_000 })
    const url = 'postgres://strata:secret@db1,db2:5433/strata'
    const env = readEnv({ DATABASE_URL: url, COINGECKO_API_KEY: 'CG-abc', STRATA_LEASE_SECONDS: '5' })
    expect(env).toMatchObject({ databaseUrl: url, leaseMs: 5_000 })
    expect(secretsOf(env)).toEqual(['CG-abc', 'secret'])
    expect(secretsOf(readEnv({}))).toEqual([])
    const wrong = () => readEnv({ DATABASE_URL: 'mysql://strata:secret@db/strata' })
    expect(wrong).toThrow('DATABASE_URL is not valid: its value must be a postgres:// URL')
    expect(wrong).not.toThrow(/secret/)
  })

  it('takes a key for a Demo key unless told otherwise, and never guesses from its prefix', () => {
    expect(readEnv({ COINGECKO_API_KEY: 'CG-abc' })).toMatchObject({
      plan: 'demo',
      refreshMs: 300_000,
      monthlyCredits: 10_000,
      apiKey: 'CG-abc',
    })
    expect(readEnv({ COINGECKO_API_KEY: 'CG-abc', COINGECKO_PLAN: 'pro' })).toMatchObject({
      plan: 'pro',
      refreshMs: 60_000,
      monthlyCredits: null,
    })
    expect(readEnv({ COINGECKO_API_KEY: 'CG-abc', COINGECKO_PLAN: 'keyless' }).apiKey).toBeNull()
  })

  it('reads up to three currencies, the first as the default', () => {
    expect(readEnv({ STRATA_CURRENCIES: 'EUR, usd' }).currencies).toEqual(['eur', 'usd'])
  })

  it('drops trailing slashes of the base and treats empty values as unset', () => {
    expect(readEnv({ COINGECKO_BASE_URL: 'http://127.0.0.1:9/api/v3//', PORT: '' })).toMatchObject({
      baseUrl: 'http://127.0.0.1:9/api/v3',
      port: 3000,
    })
  })

  it.each([
    [
      { PORT: '70000' },
      'PORT is not valid: "70000" must be a whole number from 0 to 65535. Example: PORT=3000',
    ],
    [{ PORT: '30x' }, 'PORT is not valid'],
    [{ STRATA_SOURCE: 'test' }, 'STRATA_SOURCE is not valid: "test" must be live or recorded'],
    [{ STRATA_REFRESH_SECONDS: '0' }, 'STRATA_REFRESH_SECONDS is not valid'],
    [{ STRATA_CURRENCIES: 'usd,usd' }, 'STRATA_CURRENCIES is not valid'],
    [{ STRATA_CURRENCIES: 'usd,eur,gbp,jpy' }, 'STRATA_CURRENCIES is not valid'],
    [{ COINGECKO_PLAN: 'free' }, 'COINGECKO_PLAN is not valid: "free" must be keyless, demo or pro'],
    [{ COINGECKO_PLAN: 'demo' }, 'COINGECKO_PLAN is demo but COINGECKO_API_KEY is not set'],
    [{ COINGECKO_BASE_URL: 'ftp://x' }, 'COINGECKO_BASE_URL is not valid'],
    [{ STRATA_LOG: 'loud' }, 'STRATA_LOG is not valid'],
    [{ STRATA_TLS: 'yes' }, 'STRATA_TLS is not valid: "yes" must be on or off'],
    [{ STRATA_RERESH_SECONDS: '5' }, 'STRATA_RERESH_SECONDS is not a setting of Strata'],
    [{ STRATA_RETENTION_DAYS: '1' }, 'STRATA_RETENTION_DAYS is not valid'],
  ])('refuses %o by name, with what is allowed', (source, message) => {
    expect(() => readEnv(source)).toThrow(StartError)
    expect(() => readEnv(source)).toThrow(message)
  })

  it('never repeats a secret', () => {
    const secret = 'CG-canary with space'
    const read = () => readEnv({ COINGECKO_API_KEY: secret })
    expect(read).toThrow('COINGECKO_API_KEY is not valid: its value must be printable')
    expect(read).not.toThrow(secret)
  })
})
