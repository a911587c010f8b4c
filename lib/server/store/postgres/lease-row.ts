import pg from 'pg'

const UNDEFINED_TABLE = '42P01'
/** The database's clock, ms UTC: the instances' own need not agree. */
const NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint'

/** What a look at the lease of another instance shows. */
export interface LeaseSight {
  term: number
  /** Since its holder renewed it, ms. */
  ageMs: number
}

/** Begins a new term; the lock waits for transactions of the one before, which renewals do not. */
export async function beginTerm(session: pg.Client, holder: string): Promise<number> {
  const { rows } = await session.query<{ term: number }>(
    `with free as (select id from ingest_lease for update)
    update ingest_lease set term = term + 1, holder = $1, renewed_at = ${NOW} from free
    where ingest_lease.id = free.id returning term`,
    [holder],
  )
  const [row] = rows
  if (row === undefined) throw new Error('The row of the lease is missing')
  return row.term
}

/** Renews the lease of a term. @returns when a follower last had a reader, ms UTC, 0 for never; `null` where the term has passed */
export async function renewTerm(session: pg.Client, term: number): Promise<number | null> {
  const { rows } = await session.query<{ audience_at: number }>(
    `update ingest_lease set renewed_at = ${NOW} where term = $1 returning audience_at`,
    [term],
  )
  return rows[0]?.audience_at ?? null
}

/** `null` in an empty database whose first holder is still making the tables. */
export async function seeLease(session: pg.Client): Promise<LeaseSight | null> {
  try {
    const { rows } = await session.query<LeaseSight>(
      `select term, ${NOW} - renewed_at as "ageMs" from ingest_lease`,
    )
    return rows[0] ?? null
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === UNDEFINED_TABLE) return null
    throw error
  }
}

/** Lets the holder know that an instance had a reader, ms UTC. */
export async function tellOfReader(session: pg.Client, at: number): Promise<void> {
  await session.query(`update ingest_lease set audience_at = greatest(audience_at, least($1, ${NOW}))`, [at])
}
