import type { Deadline, Timeouts } from '#lib/server/upstream/deadlines'
import { PRIVATE_ADDRESS_CODE } from '#lib/server/upstream/public-lookup'
import { BodyTooLargeError } from '#lib/server/upstream/read-body'
import { UpstreamError, type UpstreamFailure } from '#lib/server/upstream/upstream-error'

const DNS_CODES = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'ENODATA',
  PRIVATE_ADDRESS_CODE,
])
const CONNECT_CODES = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ETIMEDOUT'])
const TLS_CODE = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH$)/

export interface FailedAttempt {
  thrown: unknown
  expired: Deadline | null
  timeouts: Timeouts
  maxBytes: number
  /** HTTP status where headers had arrived. */
  status: number | null
}

/** The system's error code, which is all of a network error that may be kept: the rest can hold the request. */
function errorCode(thrown: unknown): string | null {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : null
  return typeof code === 'string' ? code : null
}

function failureOfCode(code: string | null): UpstreamFailure {
  if (code === null) return 'network'
  if (DNS_CODES.has(code)) return 'dns'
  if (CONNECT_CODES.has(code)) return 'connect'
  return TLS_CODE.test(code) ? 'tls' : 'network'
}

function sentenceOfCode(failure: UpstreamFailure, code: string | null): string {
  const detail = code === null ? '' : `, ${code}`
  if (code === PRIVATE_ADDRESS_CODE) return "CoinGecko's name resolves to a private address, which is refused"
  if (failure === 'dns') return `CoinGecko is not reachable (its name could not be resolved${detail})`
  if (failure === 'connect') return `CoinGecko is not reachable (no connection${detail})`
  if (failure === 'tls') return `CoinGecko is not reachable (no secure connection${detail})`
  return `CoinGecko is not reachable (the connection broke off${detail})`
}

function afterDeadline(expired: Deadline, attempt: FailedAttempt): UpstreamError {
  const { timeouts, status } = attempt
  if (expired === 'connect') {
    return new UpstreamError(
      'connect',
      `CoinGecko is not reachable (no connection within ${timeouts.connectMs / 1_000} s)`,
    )
  }
  const limitMs = expired === 'headers' ? timeouts.headersMs : timeouts.totalMs
  return new UpstreamError('timeout', `CoinGecko is not reachable (no answer within ${limitMs / 1_000} s)`, {
    status,
  })
}

/** An attempt that brought no whole answer, as an error that holds neither the request nor the key. */
export function classifyFailure(attempt: FailedAttempt): UpstreamError {
  const { thrown, expired, status, maxBytes } = attempt
  if (expired !== null) return afterDeadline(expired, attempt)
  if (thrown instanceof BodyTooLargeError) {
    const limit = `${Math.round(maxBytes / 1_048_576)} MiB`
    return new UpstreamError('too-large', `CoinGecko's answer was larger than ${limit}`, { status })
  }
  const code = errorCode(thrown)
  const failure = failureOfCode(code)
  const cause = code === null ? undefined : new Error(code)
  return new UpstreamError(failure, sentenceOfCode(failure, code), { status, cause })
}
