import type { RawBuilder } from 'kysely'

/** What the migrations have to know of an engine; every other statement is the same on all of them. */
export interface SqlTraits {
  /** Column type of a byte string. */
  bytes: 'blob' | 'bytea'
  /** Column type of a name that is compared and sorted, by its bytes. */
  text: 'text' | RawBuilder<unknown>
  /** Ends a `create table` so that rows lie in primary-key order, where the engine offers that. */
  clustered: RawBuilder<unknown> | null
  /** Several processes work on one database, so that one of them has to be elected. */
  isShared: boolean
}
