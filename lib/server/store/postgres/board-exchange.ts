import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type pg from 'pg'
import { Snapshot } from '#lib/core/contract/snapshot'
import type { Logger } from '#lib/server/logger'
import { Serial } from '#lib/server/store/serial'

const CHANNEL = 'strata_board'
/** Before the first version. */
const NONE = 0

const compress = promisify<string, Buffer>(gzip)
const decompress = promisify(gunzip)

/** The way to the database on the session whose lock makes its holder the one to publish. */
export interface BoardSession {
  readonly term: number
  ask<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]>
}

/**
 * The default board, computed by one instance and shown by all, byte for byte. A notice carries its version alone, and
 * is only a hint: whoever missed it reads the board with the next look at the lease.
 */
export class BoardExchange {
  private readonly logger: Logger
  private readonly onNews: () => void
  private readonly serial = new Serial()
  private waiting: Snapshot | null = null
  private shown: { version: number; board: Snapshot } | null = null

  constructor({ logger, onNews }: { logger: Logger; onNews: () => void }) {
    this.logger = logger
    this.onNews = onNews
  }

  /** As published last, whoever did; `null` before the first. */
  get board(): Snapshot | null {
    return this.shown?.board ?? null
  }

  async listen(session: pg.Client): Promise<void> {
    session.on('notification', () => void this.fetch(sessionOf(session)))
    await session.query(`listen ${CHANNEL}`)
  }

  /** Publishes the board of the holder, and of those that come in faster than they can be written only the newest. */
  publish(board: Snapshot, session: BoardSession): void {
    const isUnderWay = this.waiting !== null
    this.waiting = board
    if (!isUnderWay) void this.serial.run(() => this.write(session))
  }

  /** Reads the published board where it is newer than the one known. Never rejects. */
  fetch(session: BoardSession): Promise<void> {
    return this.serial.run(() => this.read(session))
  }

  private async write(session: BoardSession): Promise<void> {
    const { waiting: board } = this
    this.waiting = null
    if (board === null) return
    try {
      await session.ask(PUBLISH, [session.term, await compress(JSON.stringify(board))])
    } catch (error) {
      this.logger.debug({ err: error }, 'The board could not be published to the other instances')
    }
  }

  private async read(session: BoardSession): Promise<void> {
    try {
      const known = this.shown === null ? NONE : this.shown.version
      const [row] = await session.ask<{ version: number; body: Buffer }>(NEWER, [known])
      if (row === undefined) return
      const board: Snapshot = JSON.parse((await decompress(row.body)).toString('utf8'))
      // Written by another build while a new one is rolled out: it may have another shape.
      if (!Snapshot.safeParse(board).success) return
      this.shown = { version: row.version, board }
      this.onNews()
    } catch (error) {
      this.logger.debug({ err: error }, 'The published board could not be read')
    }
  }
}

const NEWER = 'select version, body from published_board where version <> $1'

/** One statement, so that it is wholly done or not at all; without the term there is nothing to insert. */
const PUBLISH = `
  with mine as (select term from ingest_lease where term = $1 for share),
  put as (
    insert into published_board (id, version, term, body) select 1, 1, term, $2 from mine
    on conflict (id) do update
      set version = published_board.version + 1, term = excluded.term, body = excluded.body
    returning version
  )
  select pg_notify('${CHANNEL}', version::text) from put`

function sessionOf(session: pg.Client): BoardSession {
  return {
    term: Number.NaN,
    async ask<Row extends pg.QueryResultRow>(text: string, values: unknown[]) {
      return (await session.query<Row>(text, values)).rows
    },
  }
}
