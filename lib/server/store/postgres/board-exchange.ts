import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type pg from 'pg'
import type { Logger } from '#lib/server/logger'
import { Serial } from '#lib/server/store/serial'

const CHANNEL = 'strata_board'
/** Before the first version. */
const NONE = 0

const compress = promisify<string, Buffer>(gzip)
const decompress = promisify(gunzip)

/** The way to the database on the session whose lock makes its holder the one to publish. */
export interface BoardSession {
  /** The last one its holder had the right in; by now another may be in force. */
  readonly writeTerm: number
  ask<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]>
}

export interface BoardExchangeOptions<Board> {
  write: (board: Board) => string
  /** `null` for what this build cannot show. */
  read: (text: string) => Board | null
  /** A newer board was read. */
  onNews: () => void
  logger: Logger
}

/**
 * The default board, computed by one instance and shown by all, byte for byte. A notice carries its version alone, and
 * is only a hint: whoever missed it reads the board with the next look at the lease.
 */
export class BoardExchange<Board> {
  private readonly options: BoardExchangeOptions<Board>
  private readonly serial = new Serial()
  private latest: Board | null = null
  private waiting: Board | null = null
  private isWriting = false
  private heard: { version: number; board: Board | null } | null = null
  private shown: Board | null = null

  constructor(options: BoardExchangeOptions<Board>) {
    this.options = options
  }

  /** What another instance published, once revealed; `null` before the first and while this process publishes. */
  get board(): Board | null {
    return this.shown
  }

  /**
   * Shows what was read last, where it `isTime`: only its reader knows when all else is of the same moment. `false` where
   * nothing changes.
   */
  reveal(isTime: (board: Board) => boolean): boolean {
    const board = this.heard?.board ?? null
    if (board === this.shown || (board !== null && !isTime(board))) return false
    this.shown = board
    return true
  }

  async listen(session: pg.Client): Promise<void> {
    session.on('notification', () => void this.fetch(sessionOf(session)))
    await session.query(`listen ${CHANNEL}`)
  }

  /** Publishes the board of the holder, and of those that come in faster than they can be written only the newest. */
  publish(board: Board, session: BoardSession): void {
    // What others published is older from now on, and must not come back should they take over again.
    this.heard = null
    this.shown = null
    this.latest = board
    this.waiting = board
    this.retry(session)
  }

  /** Publishes what could not be published before, and with `again` what an earlier holder may have replaced. */
  retry(session: BoardSession, again = false): void {
    if (again) this.waiting = this.latest
    if (this.waiting === null || this.isWriting) return
    this.isWriting = true
    void this.serial.run(() => this.write(session))
  }

  /** Reads the published board where it is newer than the one known. Never rejects. */
  fetch(session: BoardSession): Promise<void> {
    return this.serial.run(() => this.read(session))
  }

  private async write(session: BoardSession): Promise<void> {
    const { waiting: board } = this
    const { writeTerm } = session
    this.waiting = null
    let isWritten = false
    try {
      if (board !== null) await session.ask(PUBLISH, [writeTerm, await compress(this.options.write(board))])
      isWritten = true
    } catch (error) {
      this.waiting ??= board
      this.options.logger.debug({ err: error }, 'The board could not be published to the other instances')
    }
    this.isWriting = false
    // Came in meanwhile. After a failure the next look tries again.
    if (isWritten) this.retry(session)
  }

  private async read(session: BoardSession): Promise<void> {
    try {
      const known = this.heard === null ? NONE : this.heard.version
      const [row] = await session.ask<{ version: number; body: Buffer }>(NEWER, [known])
      if (row === undefined) return
      const board = this.options.read((await decompress(row.body)).toString('utf8'))
      this.heard = { version: row.version, board }
      if (board !== null) this.options.onNews()
    } catch (error) {
      this.options.logger.debug({ err: error }, 'The published board could not be read')
    }
  }
}

const NEWER = 'select version, body from published_board where version <> $1'

/** One statement, so that it is wholly done or not at all; without the term there is nothing to insert. */
const PUBLISH = `
  with mine as (select term from ingest_lease where term = $1 for key share),
  put as (
    insert into published_board (id, version, term, body) select 1, 1, term, $2 from mine
    on conflict (id) do update
      set version = published_board.version + 1, term = excluded.term, body = excluded.body
    returning version
  )
  select pg_notify('${CHANNEL}', version::text) from put`

function sessionOf(session: pg.Client): BoardSession {
  return {
    writeTerm: Number.NaN,
    async ask<Row extends pg.QueryResultRow>(text: string, values: unknown[]) {
      return (await session.query<Row>(text, values)).rows
    },
  }
}
