export type ErrorCode =
  | 'bad_request'
  | 'not_found'
  | 'method_not_allowed'
  | 'body_not_allowed'
  | 'address_too_long'
  | 'upstream_unavailable'
  | 'rate_limited'
  | 'stale'
  | 'not_ready'
  | 'overloaded'
  | 'stream_limit'
  | 'draining'
  | 'internal'

const TAG = Symbol.for('strata.AppError')

export interface AppErrorOptions {
  cause?: unknown
  /** The offending input. */
  field?: string
  /** When another try is worth it, whole seconds. */
  retryAfterSeconds?: number
}

/** The one error family: a code for machines, a sentence for people. */
export class AppError extends Error {
  readonly [TAG] = true
  readonly code: ErrorCode
  readonly field: string | null
  readonly retryAfterSeconds: number | null

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.field = options.field ?? null
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
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
