import type { Row } from '../row.ts'
import { PAYLOAD_ROWS } from './payload-rows.ts'
import { REQUEST_ROWS } from './request-rows.ts'
import { UPSTREAM_PLAYS } from './upstream-plays.ts'
import { UPSTREAM_ROWS } from './upstream-rows.ts'

/** The whole table. */
export const ROWS: readonly Row[] = [...UPSTREAM_ROWS, ...UPSTREAM_PLAYS, ...PAYLOAD_ROWS, ...REQUEST_ROWS]
