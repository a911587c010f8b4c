/** What a run of all rows comes to. */
export class Figures {
  starts = 0
  kills = 0
  pauses = 0
  doubleCalls = 0
  /** Batches written under a term that had passed. */
  staleWrites = 0
  /** Without a refresh after a kill or a pause, ms. */
  longestGapMs = 0
  /** From the first instance that shows a refresh to the last, while all are well, ms. */
  slowestAgreementMs = 0

  noteGap(ms: number): void {
    this.longestGapMs = Math.max(this.longestGapMs, ms)
  }

  noteAgreement(ms: number): void {
    this.slowestAgreementMs = Math.max(this.slowestAgreementMs, ms)
  }

  table(): string {
    const rows: [name: string, value: string][] = [
      ['starts together', String(this.starts)],
      ['leaders killed', String(this.kills)],
      ['leaders paused', String(this.pauses)],
      ['double calls', String(this.doubleCalls)],
      ['batches of an old term', String(this.staleWrites)],
      ['longest gap', `${(this.longestGapMs / 1000).toFixed(1)} s`],
      ['equal bytes within', `${this.slowestAgreementMs.toFixed(0)} ms`],
    ]
    return rows.map(([name, value]) => `  ${name.padEnd(24)}${value.padStart(8)}`).join('\n')
  }
}
