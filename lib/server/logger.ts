import { pino } from 'pino'

export type Logger = Pick<ReturnType<typeof createLogger>, 'info' | 'warn' | 'error' | 'debug'>

/** JSON lines on standard output, UTC times. Secrets are never passed in; the redaction is the second fence. */
export function createLogger(level: string) {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.apiKey', '*.headers', 'apiKey', 'headers'],
  })
}
