import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SqliteLease } from '#lib/server/store/sqlite/sqlite-lease'

const HOLDER = fileURLToPath(new URL('./lease-holder.ts', import.meta.url))
let folder: string
let leases: SqliteLease[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-lease-'))
  leases = []
})

afterEach(async () => {
  for (const lease of leases) await lease.release()
  await rm(folder, { recursive: true, force: true })
})

function lease(path = folder): SqliteLease {
  const made = new SqliteLease(path)
  leases.push(made)
  return made
}

describe('S4: the lease of a data folder', () => {
  test('is held by one at a time, goes on being held, and is free once released', async () => {
    const [first, second] = [lease(), lease()]
    expect([await first.take(), await second.take(), await first.take(), await second.take()]).toEqual([
      'held',
      'elsewhere',
      'held',
      'elsewhere',
    ])
    await first.release()
    expect(await second.take()).toBe('held')
    expect(await first.take()).toBe('elsewhere')
  })

  test('ends with a process that is killed, without anything to clean up', async () => {
    const holder = spawn(process.execPath, [HOLDER, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(holder.stdout.setEncoding('utf8'), 'data')
    expect(line).toBe('held\n')
    const mine = lease()
    expect(await mine.take()).toBe('elsewhere')
    const ended = once(holder, 'exit')
    holder.kill('SIGKILL')
    await ended
    expect(await mine.take()).toBe('held')
  })

  test('is taken anew when its file is deleted, and lost when another was quicker', async () => {
    const [first, second] = [lease(), lease()]
    await first.take()
    rmSync(join(folder, 'strata.lock'))
    expect(await first.take()).toBe('held')
    expect(existsSync(join(folder, 'strata.lock'))).toBe(true)
    rmSync(join(folder, 'strata.lock'))
    expect(await second.take()).toBe('held')
    expect(await first.take()).toBe('elsewhere')
  })

  test('does without a file of garbage in its place', async () => {
    writeFileSync(join(folder, 'strata.lock'), 'no lock at all '.repeat(100))
    expect(await lease().take()).toBe('held')
  })

  test('cannot be asked for where no folder can be', async () => {
    writeFileSync(join(folder, 'file'), '')
    expect(await lease(join(folder, 'file')).take()).toBe('unavailable')
  })
})
