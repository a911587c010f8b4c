import type { Row } from '../row.ts'
import { FLOOD_ROWS } from './flood-rows.ts'
import { GUARD_ROWS } from './guard-rows.ts'
import { PAYLOAD_PLAYS } from './payload-plays.ts'
import { PAYLOAD_ROWS } from './payload-rows.ts'
import { REQUEST_ROWS } from './request-rows.ts'
import { SECRET_ROWS } from './secret-rows.ts'
import { STORAGE_ROWS } from './storage-rows.ts'
import { STREAM_ROWS } from './stream-rows.ts'
import { TIME_ROWS } from './time-rows.ts'
import { UPSTREAM_PLAYS } from './upstream-plays.ts'
import { UPSTREAM_ROWS } from './upstream-rows.ts'

/** The whole table. */
export const ROWS: readonly Row[] = [
  ...UPSTREAM_ROWS,
  ...UPSTREAM_PLAYS,
  ...PAYLOAD_ROWS,
  ...PAYLOAD_PLAYS,
  ...GUARD_ROWS,
  ...TIME_ROWS,
  ...STORAGE_ROWS,
  ...STREAM_ROWS,
  ...REQUEST_ROWS,
  ...FLOOD_ROWS,
  ...SECRET_ROWS,
]
