import pg from 'pg'

/** What the database itself writes down of its writers, for rows that must not take an instance's word for it. */
export class Audit {
  private readonly url: () => string

  /** @param url of the database, which after a failover is another one */
  constructor(url: () => string) {
    this.url = url
  }

  /** Begins to write down, for every batch, the term of its writer beside the one in force. */
  async begin(): Promise<void> {
    await this.query(BEGIN)
  }

  /** Process id of who began the term in force; `null` while nobody holds the lock. */
  async leaderPid(): Promise<number | null> {
    const [row] = await this.query(LEADER)
    return row === undefined ? null : Number(row.pid)
  }

  /** Batches written so far, and those among them that were written under a term that had passed. */
  async batches(): Promise<{ written: number; stale: number }> {
    const [row] = await this.query(BATCHES)
    return { written: Number(row?.written), stale: Number(row?.stale) }
  }

  async query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.url() })
    // The server may be killed under it.
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query(text, values)).rows
    } finally {
      await client.end()
    }
  }
}

const BEGIN = `
  create table audit_batch (sequence integer, writer bigint, lease bigint);
  create function audit_batch() returns trigger language plpgsql as $$
  begin
    insert into audit_batch
      select new.sequence, current_setting('strata.term', true)::bigint, term from ingest_lease;
    return new;
  end $$;
  create trigger audit_batch after insert on batch for each row execute function audit_batch();`

const BATCHES = `
  select count(*)::int as written, count(*) filter (where writer is distinct from lease)::int as stale
  from audit_batch`

/** A holder calls itself by its host, its process and a random word. */
const LEADER = `
  select split_part(holder, '/', 2) as pid from ingest_lease
  where exists (
    select from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())
  )`
