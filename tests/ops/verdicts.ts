/** Lines of a run: what was checked and how it came out, and figures that are only told. */
export class Verdicts {
  passed = 0
  failed = 0

  /** @param problems none where it is as it should be */
  judge(name: string, problems: readonly string[]): void {
    if (problems.length === 0) this.passed += 1
    else this.failed += 1
    console.log(problems.length === 0 ? `pass ${name}` : `FAIL ${name}: ${problems.join('; ')}`)
  }

  /** A figure beside its aim; other work of the machine may spoil it, so it is told and not judged. */
  tell(name: string, value: string, isMet: boolean): void {
    console.log(`     ${name}: ${value} (${isMet ? 'met' : 'MISSED'})`)
  }

  /** Runs a check that answers its problems; a fault on the way is one. */
  async check(name: string, work: () => Promise<readonly string[]>): Promise<void> {
    try {
      this.judge(name, await work())
    } catch (error) {
      this.judge(name, [error instanceof Error ? error.message : String(error)])
    }
  }
}

/** A problem where two values differ. */
export function unlike(what: string, actual: unknown, expected: unknown): string[] {
  if (Object.is(actual, expected)) return []
  return [`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`]
}
