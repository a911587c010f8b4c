import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readUnitChanges } from '#lib/server/price-events-file'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-events-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const event = { coingeckoId: 'golem', date: '2026-03-01', note: 'n', source: 's' }
const fileWith = (events: unknown) => {
  const file = join(folder, 'events.json')
  writeFileSync(file, JSON.stringify({ schemaVersion: 1, events }))
  return file
}

describe('readUnitChanges', () => {
  it('reads the list of the repository', () => {
    expect(readUnitChanges('data/events.json').size).toBe(0)
  })

  it('keeps redenominations by id and passes over renames', () => {
    const changes = readUnitChanges(
      fileWith([
        { ...event, kind: 'redenomination', factor: 10 },
        { ...event, coingeckoId: 'io', kind: 'rename' },
      ]),
    )
    expect([...changes]).toEqual([['golem', [{ day: Date.UTC(2026, 2, 1), factor: 10 }]]])
  })

  it.each([
    [[{ ...event, kind: 'redenomination' }], 'events.0.factor'],
    [[{ ...event, kind: 'split', factor: 2 }], 'events.0.kind'],
    [[{ ...event, kind: 'rename', date: '1.3.2026' }], 'must be a date YYYY-MM-DD'],
    [[{ ...event, kind: 'redenomination', factor: -1 }], 'events.0.factor'],
  ])('refuses %j by place and reason', (events, message) => {
    expect(() => readUnitChanges(fileWith(events))).toThrow(message)
  })

  it('refuses a file that is no JSON in one sentence', () => {
    const file = join(folder, 'broken.json')
    writeFileSync(file, '{')
    expect(() => readUnitChanges(file)).toThrow('cannot be read as JSON')
  })
})
