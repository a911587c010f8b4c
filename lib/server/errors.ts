export type ErrorCode =
  | 'bad_request'
  | 'not_found'
  | 'upstream_unavailable'
  | 'rate_limited'
  | 'stale'
  | 'not_ready'
  | 'internal'

const TAG = Symbol.for('strata.AppError')

/** The one error family: a code for machines, a sentence for people. `field` names the offending input. */
export class AppError extends Error {
  readonly [TAG] = true
  readonly code: ErrorCode
  readonly field: string | null

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; field?: string } = {}) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.field = options.field ?? null
  }
}

/** By tag, not by class: Next's bundles and the plain server hold two copies of this module. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && TAG in error
}

/** A fault of the person who starts the process (environment, port, mapping, folder): one sentence, exit code 78. */
export class StartError extends Error {
  static readonly exitCode = 78
  override readonly name = 'StartError'
}
