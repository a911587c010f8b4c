import { z } from 'zod'
import { parseRetryAfter } from '#lib/server/upstream/retry-after'
import type { Answer } from '#lib/server/upstream/send-request'
import { UpstreamError, type UpstreamFailure } from '#lib/server/upstream/upstream-error'

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/i

const ErrorCode = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,6}$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined)
const StatusBody = z.object({ error_code: ErrorCode }).optional().catch(undefined)

/** The nestings in which CoinGecko reports an error, all of them seen in recorded answers. */
const ErrorBody = z
  .object({
    error_code: ErrorCode,
    status: StatusBody,
    error: z
      .union([z.string(), z.object({ error_code: ErrorCode, status: StatusBody })])
      .optional()
      .catch(undefined),
  })
  .catch({})

const FAILURE_OF_CODE: Readonly<Record<number, UpstreamFailure>> = {
  400: 'bad-request',
  401: 'bad-key',
  402: 'plan',
  403: 'forbidden',
  404: 'not-found',
  408: 'server',
  410: 'not-found',
  429: 'rate-limited',
  451: 'forbidden',
  1020: 'forbidden',
  10002: 'bad-key',
  10005: 'plan',
  10010: 'bad-key',
  10011: 'bad-key',
  10012: 'time-range',
}

interface Refusal {
  failure: UpstreamFailure
  status: number
  /** CoinGecko's own code where the body has one. */
  code: number | null
}

function parseJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

function bodyErrorCode(body: unknown): number | null {
  const { error_code, status, error } = ErrorBody.parse(body)
  const nested = typeof error === 'object' ? (error.error_code ?? error.status?.error_code) : undefined
  return error_code ?? status?.error_code ?? nested ?? null
}

function saysPlanRefuses(body: unknown): boolean {
  const { error } = ErrorBody.parse(body)
  return typeof error === 'string' && /^your plan does not/i.test(error)
}

function failureOfCode(code: number | null): UpstreamFailure | null {
  if (code === null) return null
  return code >= 500 && code < 600 ? 'server' : (FAILURE_OF_CODE[code] ?? null)
}

/** Classified by status; the body only tells a bad key from a missing plan or a too long range. */
function refusalOf(status: number, body: unknown): Refusal {
  const code = bodyErrorCode(body)
  if (status >= 500 || status === 408) return { failure: 'server', status, code }
  if (status === 429) return { failure: 'rate-limited', status, code }
  if (status >= 300 && status < 400) return { failure: 'redirect', status, code: null }
  if (status < 300) return { failure: 'not-json', status, code: null }
  if (saysPlanRefuses(body)) return { failure: 'plan', status, code }
  return { failure: failureOfCode(code) ?? failureOfCode(status) ?? 'bad-request', status, code }
}

function limitSentence(retryAfterMs: number | null): string {
  const wait = retryAfterMs === null ? '' : `: it asks to wait ${Math.ceil(retryAfterMs / 1_000)} s`
  return `CoinGecko limits the rate of calls${wait}`
}

function sentenceOf({ failure, status, code }: Refusal, retryAfterMs: number | null): string {
  const reference = code === null || code === status ? `status ${status}` : `code ${code}`
  switch (failure) {
    case 'rate-limited':
      return limitSentence(retryAfterMs)
    case 'bad-key':
      return `CoinGecko refused the API key (${reference}): check COINGECKO_API_KEY and COINGECKO_PLAN`
    case 'plan':
      return `The CoinGecko plan does not include this request (${reference}): check COINGECKO_PLAN`
    case 'time-range':
      return `The CoinGecko plan does not reach that far back (${reference})`
    case 'forbidden':
      return `CoinGecko's firewall refuses this server (${reference})`
    case 'not-found':
      return `CoinGecko does not know what was asked for (${reference})`
    case 'redirect':
      return `CoinGecko redirected the request, which is not followed (${reference})`
    case 'not-json':
      return `CoinGecko answered with something other than JSON (${reference})`
    case 'server':
      return `CoinGecko has a fault of its own (${reference})`
    default:
      return `CoinGecko refused the request (${reference})`
  }
}

function refuse(refusal: Refusal, answer: Answer, now: number): UpstreamError {
  const retryAfterMs = parseRetryAfter(answer, now)
  return new UpstreamError(refusal.failure, sentenceOf(refusal, retryAfterMs), {
    status: answer.status,
    retryAfterMs,
  })
}

const OPENING: ReadonlySet<string> = new Set(['[', '{'])
const CLOSING: ReadonlySet<string> = new Set([']', '}'])

/** Whether the text ends inside an open bracket or string: the rest was lost on the way. */
export function isCutShort(text: string): boolean {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (character === '"') inString = !inString
    else if (inString) index += character === '\\' ? 1 : 0
    else depth += Number(OPENING.has(character)) - Number(CLOSING.has(character))
  }
  return inString || depth > 0
}

/**
 * The JSON of an accepted answer. Everything else is thrown as `UpstreamError`: any status but 200, a body that
 * is not JSON by its label (where it has one) and its first byte, a body cut short, an error object sent with 200.
 */
export function readAnswer(answer: Answer, now: number): unknown {
  const { status, contentType, text } = answer
  if (status !== 200) throw refuse(refusalOf(status, parseJson(text)?.value), answer, now)

  const labelled = contentType === undefined || JSON_TYPE.test(contentType)
  const notJson: Refusal = { failure: 'not-json', status, code: null }
  if (!labelled || !/^\s*[[{]/.test(text)) throw refuse(notJson, answer, now)

  const parsed = parseJson(text)
  if (parsed === null && isCutShort(text)) {
    throw new UpstreamError('network', "CoinGecko's answer broke off in the middle", { status })
  }
  if (parsed === null) throw refuse(notJson, answer, now)

  const code = bodyErrorCode(parsed.value)
  if (code !== null) throw refuse({ failure: failureOfCode(code) ?? 'bad-shape', status, code }, answer, now)
  return parsed.value
}
