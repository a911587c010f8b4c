import type { IncomingMessage } from 'node:http'
import { AppError } from '#lib/server/errors'

/** Longest address that means anything here: a what-if of 20 moves is some 1 000 characters. */
const LONGEST_ADDRESS = 4096

/**
 * What is wrong with a request whatever it asks for, or `null`. Nothing here is changed by readers: only GET and HEAD
 * without a body exist, and nothing of Next's own protocol for actions and middleware is let through.
 */
export function requestFault({ method, url = '', headers }: IncomingMessage): AppError | null {
  if (method !== 'GET' && method !== 'HEAD')
    return new AppError('method_not_allowed', 'Only GET and HEAD are answered here')
  if (url.length > LONGEST_ADDRESS)
    return new AppError('address_too_long', `The address is longer than ${LONGEST_ADDRESS} characters`)
  if (!url.startsWith('/')) return new AppError('bad_request', 'The address must begin with a slash')
  if (headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0')
    return new AppError('body_not_allowed', 'A request must not have a body')
  if (headers['next-action'] !== undefined || headers['next-resume'] !== undefined)
    return new AppError('bad_request', 'There are no actions here')
  return null
}
