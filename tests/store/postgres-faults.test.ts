import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { DamagedBodyError } from '#lib/server/store/batch-body'
import { NewerSchemaError } from '#lib/server/store/migrations/migrate'
import { explainPostgresFault } from '#lib/server/store/postgres/postgres-faults'
import { StorageFault } from '#lib/server/store/storage-fault'

function ofServer(code: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError('words of the server', 1, 'error'), { code })
}

describe('what goes wrong with PostgreSQL', () => {
  test.each([
    ['25006', 'readonly'],
    ['42501', 'readonly'],
    ['53100', 'full'],
    ['53300', 'unreachable'],
    ['57P01', 'unreachable'],
    ['57014', 'locked'],
    ['55P03', 'locked'],
    ['40001', 'locked'],
    ['40P01', 'locked'],
    ['28P01', 'unreachable'],
    ['3D000', 'unreachable'],
    ['08006', 'unreachable'],
    ['XX001', 'damaged'],
    ['42P01', 'failing'],
    ['0A000', 'failing'],
  ])('%s means %s', (code, kind) => {
    expect(explainPostgresFault(ofServer(code))).toMatchObject({ kind })
  })

  test.each([
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    }),
    Object.assign(new Error('getaddrinfo ENOTFOUND db'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Query read timeout'),
    new Error('Client has encountered a connection error and is not queryable'),
  ])('no word of the server: %s', (error) => {
    expect(explainPostgresFault(error)).toMatchObject({ kind: 'unreachable' })
  })

  test('a value that no database takes is no fault of it', () => {
    for (const code of ['22003', '23505', '23514']) expect(explainPostgresFault(ofServer(code))).toBeNull()
    expect(explainPostgresFault(new RangeError('A daily point of a holds NaN'))).toBeNull()
  })

  test('what was understood before stays so', () => {
    expect(explainPostgresFault(new StorageFault('deposed'))).toMatchObject({ kind: 'deposed' })
    expect(explainPostgresFault(new NewerSchemaError('0009'))).toMatchObject({ kind: 'newer' })
    expect(explainPostgresFault(new DamagedBodyError('body'))).toMatchObject({ kind: 'damaged' })
  })

  test('readers are told nothing of hosts and the words of the server', () => {
    const error = new Error('connect ECONNREFUSED 10.1.2.3:5432 as strata')
    expect(explainPostgresFault(Object.assign(error, { syscall: 'connect' }))?.message).not.toMatch(
      /10\.|strata/,
    )
  })
})
