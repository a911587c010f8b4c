/** One change of one source: `find` occurs once in `file` and becomes `replace`. */
export interface Edit {
  file: string
  find: string
  replace: string
}

/** One seeded mistake, which its tests must notice. */
export interface Mutant extends Edit {
  name: string
  /** What else has to change for the mistake to be one. */
  and?: readonly Edit[]
  /** Files or folders for Vitest, separated by blanks; empty where rows of the fault suite notice it. */
  tests: string
  /** Rows of the fault suite, separated by commas. */
  rows?: string
}
