import type { RawBuilder } from 'kysely'

/** What the migrations have to know of an engine; every other statement is the same on all of them. */
export interface SqlTraits {
  /** Column type of a byte string. */
  bytes: 'blob' | 'bytea'
  /** Ends a `create table` so that rows lie in primary-key order, where the engine offers that. */
  clustered: RawBuilder<unknown> | null
}
