import type { TokenFlag } from '#lib/core/contract/vocabulary'

/** Why a token's newest row is held back. */
export type QuarantineReason = 'price-jump' | 'market-cap-jump' | 'renamed'

/** A token whose newest row is held back: its last accepted quote stands instead. */
export interface Quarantine {
  id: string
  currency: string
  reason: QuarantineReason
  /** One sentence; never the value that is held back. */
  sentence: string
  /** One sentence on what ends the quarantine. */
  release: string
  /** When the first of the rows held back was fetched, ms UTC. */
  since: number
  /** Rows held back so far. */
  heldBack: number
  /** Token time of the last accepted price, ms UTC; `null` when there never was one. */
  lastGoodAt: number | null
}

/** Answers that are refused as a whole, since they moved too many prices at once. */
export interface RefusedBatch {
  currency: string
  sentence: string
  release: string
  /** When the first refused answer was fetched, ms UTC. */
  since: number
  /** Answers refused in a row. */
  refused: number
}

/** By token id and flag: since when a self-check finding stands, ms UTC. */
export type FindingTimes = Readonly<Record<string, Readonly<Partial<Record<TokenFlag, number>>>>>

/** What the data guard holds back at this moment. Plain data: it also goes to other processes. */
export interface GuardReport {
  /** `null` when the last answers were accepted. */
  refusedBatch: RefusedBatch | null
  quarantined: readonly Quarantine[]
  findings: FindingTimes
}

export const NOTHING_HELD_BACK: GuardReport = {
  refusedBatch: null,
  quarantined: [],
  findings: {},
}
