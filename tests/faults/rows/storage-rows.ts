import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { PATIENCE_MS } from '../faulty-calls.ts'
import type { Row } from '../row.ts'
import {
  boots,
  byteFlips,
  checked,
  DAMAGES,
  file,
  filled,
  integrity,
  mends,
  storesOn,
  withFolder,
} from './storage-plays.ts'

const ENGINE = 'tests/store/sqlite-engine.test.ts'
const RESILIENT = 'tests/store/resilient-store.test.ts'
const LOST = 'tests/store/lost-database.test.ts'
const DATABASE = 'tests/store/sqlite-database.test.ts'
const PROCESSES = 'tests/server/two-processes.test.ts'
const BOARDS = 'tests/server/storage-faults.test.ts'

export const STORAGE_ROWS: readonly Row[] = [
  {
    id: 'S1',
    fault: 'kill −9 between and during writes',
    by: [
      {
        file: 'tests/store/kill.test.ts',
        test: 'S1: loses nothing acknowledged and leaves no torn batch, $'.concat('{KILLS} times over'),
      },
    ],
    play: (theatre) =>
      withFolder(async (dataDir) => {
        let seen = 0
        for (let kill = 0; kill < theatre.count(4, 40); kill += 1) {
          const stage = await theatre.open({ dataDir })
          const { sequence } = await stage.snapshot()
          if (sequence < seen) throw new Error(`sequence ${sequence} after ${seen} was acknowledged`)
          await sleep(700 * (kill % 4))
          seen = (await stage.snapshot()).sequence
          await stage.watcher.stop()
          await stage.product.end('SIGKILL')
          const verdict = integrity(file(stage))
          if (verdict !== 'ok') throw new Error(verdict)
        }
      }),
  },
  {
    id: 'S2',
    fault: 'the power goes',
    by: [
      {
        file: BOARDS,
        test: 'has lost its newest batches at most, and reads what is missing from the upstream again',
      },
    ],
  },
  {
    id: 'S3',
    fault: 'another process holds the database',
    by: [
      { file: ENGINE, test: 'S3: that locks it for half an hour costs no batch, and no read waits for it' },
      {
        file: RESILIENT,
        test: 'S3: keeps 60 batches, gives up the oldest beyond them, counts those and keeps their history',
      },
    ],
    async play(theatre) {
      const stage = await theatre.open()
      const lock = new Sqlite(file(stage))
      lock.exec('begin exclusive')
      const { sequence } = await stage.snapshot()
      await stage.until(
        'boards beyond the lock',
        PATIENCE_MS,
        async () => (await stage.snapshot()).sequence > sequence + 2 || null,
      )
      await checked(stage)
      lock.exec('rollback')
      lock.close()
      await stage.until('all of them in the database', PATIENCE_MS, async () => {
        const reader = new Sqlite(file(stage), { readonly: true })
        const stored = reader.prepare('select max(sequence) from latest_batch').pluck().get()
        reader.close()
        return Number(stored) > sequence + 2 || null
      })
    },
  },
  {
    id: 'S4',
    fault: 'two products on one folder',
    by: [
      {
        file: PROCESSES,
        test: 'make one poller: the second shows what is stored, says so, and takes over when the first is killed',
      },
    ],
    play: (theatre) =>
      withFolder(async (dataDir) => {
        const first = await theatre.open({ dataDir })
        const second = await theatre.open({ dataDir, isLiveSoon: false })
        await second.until('its board', PATIENCE_MS, async () =>
          (await second.ask('/api/snapshot')).status === 200 ? true : null,
        )
        // Longer than from one look at the lease to the next.
        await sleep(6000)
        if (second.upstream.calls.length > 0)
          throw new Error(`the second made ${second.upstream.calls.length} calls`)
        await checked(first)
      }),
  },
  {
    id: 'S5',
    fault: 'no database, a piece of one, garbage beside it',
    // Eight starts.
    longestMs: 300_000,
    by: [
      { file: ENGINE, test: 'S5: the newest sound one takes the place of a damaged database' },
      { file: LOST, test: 'S5: over and over is mended three times an hour and waited for after that' },
    ],
    async play(theatre) {
      const flips = byteFlips(theatre.count(1, 20))
      for (const damage of [...DAMAGES, ...flips])
        await withFolder(async (dataDir) => {
          await filled(theatre, dataDir)
          damage.harm(join(dataDir, 'strata.db'))
          const stage = await boots(theatre, dataDir)
          // The check of the file may outlast the start.
          await mends(stage, damage)
          await stage.watcher.stop()
          await stage.product.end()
          // A flipped byte inside a value looks like any other value; no check of the file can know it.
          const verdict = damage.isFatal === null ? 'ok' : integrity(file(stage))
          if (verdict !== 'ok') throw new Error(verdict)
        })
    },
  },
  {
    id: 'S6',
    fault: 'a data folder that cannot be written',
    by: [
      { file: RESILIENT, test: 'S6: what may only be read is read, and read again once it may be written' },
      { file: BOARDS, test: 'S6: a folder that may only be read' },
    ],
    async play(theatre) {
      // Not even root makes a file here.
      const stage = await boots(theatre, '/proc')
      const { storage } = await stage.status()
      if (storage.state === 'ok') throw new Error('the storage is said to be well')
    },
  },
  {
    id: 'S7',
    fault: 'a full disk',
    by: [
      { file: ENGINE, test: 'S7: full refuses batches whole, and they follow once there is room' },
      { file: RESILIENT, test: 'S7: frees room and prunes by retention before anything else' },
    ],
  },
  {
    id: 'S8',
    fault: 'the n-th write fails',
    by: [
      {
        file: RESILIENT,
        test: 'S8: loses neither history nor a single credit, whatever the length of the fault',
      },
    ],
  },
  {
    id: 'S9',
    fault: 'a reader that never ends',
    by: [{ file: ENGINE, test: 'S9: that keeps reading lets the log grow only until it ends' }],
  },
  {
    id: 'S10',
    fault: 'a database of a later version',
    by: [
      { file: DATABASE, test: 'S10: finds a database with a newer schema newer and does not write to it' },
      { file: DATABASE, test: 'S10: brings an older schema forward and leaves it alone where it may not' },
      { file: BOARDS, test: 'S10: a newer database leaves every byte of it as it was' },
    ],
    play: (theatre) =>
      withFolder(async (dataDir) => {
        await filled(theatre, dataDir)
        const newer = new Sqlite(join(dataDir, 'strata.db'))
        newer.exec("insert into kysely_migration values ('0999-future', '2030-01-01T00:00:00.000Z')")
        newer.close()
        const stage = await boots(theatre, dataDir)
        if ((await stage.status()).storage.state === 'ok')
          throw new Error('it writes to what it does not know')
      }),
  },
  {
    id: 'S11',
    fault: 'the database is deleted under the process',
    by: [
      {
        file: LOST,
        test: 'S11: by deletion under the process is noticed at the next write and filled from memory',
      },
    ],
    async play(theatre) {
      const stage = await theatre.open()
      await stage.setMark()
      for (const end of ['', '-wal', '-shm']) rmSync(`${file(stage)}${end}`, { force: true })
      await stage.until(
        'three boards',
        PATIENCE_MS,
        async () => (await stage.snapshot()).sequence > stage.mark.board.sequence + 3 || null,
      )
      await checked(stage)
      await storesOn(stage)
      if (integrity(file(stage)) !== 'ok') throw new Error('what was made anew is damaged')
    },
  },
  {
    id: 'S12',
    fault: 'a backup while writing',
    by: [{ file: ENGINE, test: 'S12: are made daily while batches are written, checked, and kept two deep' }],
  },
  {
    id: 'S13',
    fault: 'a history of very many rows',
    by: [
      { file: 'tests/store/long-history.test.ts', test: 'is searched, never scanned' },
      {
        file: 'tests/store/long-history.test.ts',
        test: 'is answered with the newest 10 000 points of a token at the most, ascending',
      },
    ],
  },
]
