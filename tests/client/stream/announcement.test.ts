import { describe, expect, it } from 'vitest'
import { announcementOf } from '#lib/client/stream/announcement'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'

describe('announcementOf', () => {
  const board = snapshotFixture({ fetchedAt: '2026-11-22T14:03:12Z' })

  it('says when and by how much in one sentence', () => {
    board.sector.returns['24h'] = 0.012
    expect(announcementOf(board, 'UTC')).toBe(
      'Prices updated 14:03 UTC, sector +1.20 % in 24 h'.replace('0 %', '0\u00a0%'),
    )
  })

  it("uses the reader's zone, and says what is not known", () => {
    board.sector.returns['24h'] = null
    expect(announcementOf(board, 'Asia/Kolkata')).toBe(
      'Prices updated 19:33 UTC+5:30, sector unknown in 24 h',
    )
  })
})
