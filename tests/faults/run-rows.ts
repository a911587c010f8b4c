import { isPlayed, isShared, type PlayedRow, type Row, type SharedRow } from './row.ts'
import type { Stage } from './stage.ts'
import { Theatre } from './theatre.ts'

export interface Outcome {
  row: Row
  /** Empty when all is as it should be. */
  reasons: string[]
  durationMs: number
}

export interface RunOptions {
  /** Whether rows may take as long as they like. */
  isFull: boolean
  onOutcome: (outcome: Outcome) => void
}

/** Jobs at a time: products mostly wait. */
const LANES = 3
/** Two periods of the second-scale clock, and 10 s for a machine that does other work as well. */
const RECOVERY_MS = 12_000

/** Longest a row may take, ms. */
const LONGEST_ROW_MS = 120_000

type Job = () => Promise<void>

/** Runs what is to be run live: rows of one letter share a product, played ones have their own. */
export async function runRows(rows: readonly Row[], { isFull, onOutcome }: RunOptions): Promise<void> {
  const shared = Map.groupBy(rows.filter(isShared), ({ id }) => id.charAt(0))
  const played = rows.filter(isPlayed)
  const play = async (row: PlayedRow) => onOutcome(await runPlayed(row, isFull))
  const jobs: Job[] = [
    ...[...shared.values()].map((group) => () => runShared(group, onOutcome)),
    ...played.filter(({ isAlone }) => isAlone !== true).map((row) => () => play(row)),
  ]
  const lane = async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await job()
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  for (const row of played) if (row.isAlone === true) await play(row)
}

async function runPlayed(row: PlayedRow, isFull: boolean): Promise<Outcome> {
  const startedAt = performance.now()
  const theatre = new Theatre(isFull)
  const reasons: string[] = []
  try {
    await inTime(row.play(theatre), (isFull ? 10 : 1) * (row.longestMs ?? LONGEST_ROW_MS))
  } catch (error) {
    reasons.push(sentence(error))
  }
  reasons.push(...(await theatre.close()))
  return { row, reasons, durationMs: performance.now() - startedAt }
}

async function runShared(rows: readonly SharedRow[], onOutcome: RunOptions['onOutcome']): Promise<void> {
  let theatre = new Theatre()
  let stage: Stage | null = null
  let last: Outcome | null = null
  const report = async () => {
    if (last !== null) onOutcome(last)
    last = null
  }
  for (const row of rows) {
    const startedAt = performance.now()
    const reasons: string[] = []
    try {
      stage ??= await theatre.open()
      reasons.push(...(await inTime(meet(row, stage))))
    } catch (error) {
      reasons.push(sentence(error))
    }
    await report()
    last = { row, reasons, durationMs: performance.now() - startedAt }
    if (reasons.length === 0) continue
    // What follows must not suffer from it.
    reasons.push(...(await theatre.close()))
    theatre = new Theatre()
    stage = null
  }
  const found = await theatre.close()
  // What the log of a whole stage tells is told with its last row.
  if (last !== null) onOutcome({ ...(last as Outcome), reasons: [...(last as Outcome).reasons, ...found] })
}

/** Brings the fault about, sees what is expected, ends it and sees the board recover; answers what was wrong. */
async function meet(row: SharedRow, stage: Stage): Promise<string[]> {
  const reasons: string[] = []
  await stage.setMark()
  if (row.inject !== undefined) stage.upstream.inject(row.inject)
  try {
    for (const expectation of row.expect) await expectation(stage)
  } catch (error) {
    reasons.push(sentence(error))
  }
  stage.upstream.heal()
  if (row.inject !== undefined)
    await stage
      .liveSince(Date.now(), row.recoversWithinMs ?? RECOVERY_MS)
      .catch((error: unknown) => reasons.push(`G7 ${sentence(error)}`))
  reasons.push(...(await stage.watcher.takeBreaches()))
  const growth = stage.leakedBytes()
  if (growth > 0) reasons.push(`G5 ${Math.round(growth / 1e6)} MB more memory than before`)
  return reasons
}

/** A row that hangs must not stop the others. */
async function inTime<T>(work: Promise<T>, longestMs = LONGEST_ROW_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${longestMs / 1000} s`)), longestMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
