import { describe, expect, test } from 'vitest'
import { passwordsOf, postgresAddresses } from '#lib/server/store/postgres/postgres-address'
import { PostgresHosts } from '#lib/server/store/postgres/postgres-hosts'

describe('addresses of a database', () => {
  test.each([
    ['postgres://db/strata', ['postgres://db/strata']],
    ['postgresql://u:p@db:5433/strata?sslmode=require', ['postgresql://u:p@db:5433/strata?sslmode=require']],
    ['postgres://u@a,b:5433/s?x=1', ['postgres://u@a/s?x=1', 'postgres://u@b:5433/s?x=1']],
    ['postgres://u:p%40ss@[::1]:5432/s', ['postgres://u:p%40ss@[::1]:5432/s']],
  ])('%s', (url, addresses) => {
    expect(postgresAddresses(url)).toEqual(addresses)
  })

  test.each([
    'mysql://db/strata',
    'postgres:/db',
    'postgres://u:secret@a b/s',
    'postgres://db:port/strata',
    '',
  ])('%s is none, and is not repeated', (url) => {
    expect(() => postgresAddresses(url)).toThrow(TypeError)
    expect(() => postgresAddresses(url)).not.toThrow(/secret/)
  })

  test('the password is found wherever it stands', () => {
    expect(passwordsOf('postgres://u:p%40ss@a,b/s')).toEqual(['p%40ss', 'p@ss'])
    expect(passwordsOf('postgres://u:a:b@a/s')).toEqual(['a:b'])
    expect(passwordsOf('postgres://u:5%ofit@a/s')).toEqual(['5%ofit'])
    expect(passwordsOf('postgres://u@a/s?password=other')).toEqual(['other'])
    expect(passwordsOf('postgres://u@a/s')).toEqual([])
  })
})

describe('I7: hosts of a database', () => {
  test('are tried in turn from the one that served last, and the first fault is told', async () => {
    const hosts = new PostgresHosts('postgres://a,b,c/s')
    const tried: string[] = []
    const only = (name: string) => (url: string) => {
      tried.push(url)
      return url.includes(`//${name}/`) ? Promise.resolve(name) : Promise.reject(new Error(`not ${url}`))
    }
    expect(await hosts.first(only('b'))).toBe('b')
    expect(await hosts.first(only('c'))).toBe('c')
    expect(tried.map((url) => url.slice(11, 12)).join('')).toBe('abbc')
    await expect(hosts.first(only('none'))).rejects.toThrow('not postgres://c/s')
  })

  test('are told to refuse only where all do: of the others nobody knows', async () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    const answers = new Map<string, Error>([
      ['a', refused],
      ['b', new Error('timeout expired')],
    ])
    const failing = (url: string) => Promise.reject(answers.get(url.slice(11, 12)) ?? refused)
    await expect(new PostgresHosts('postgres://a,b,c/s').first(failing)).rejects.toThrow('timeout expired')
    await expect(new PostgresHosts('postgres://a,c/s').first(failing)).rejects.toBe(refused)
  })
})
