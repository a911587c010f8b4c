import { pino } from 'pino'
import { LineLimit } from '#lib/server/line-limit'

type LogLine = (fields: object, sentence: string) => void

/** Fields, then a sentence. `failure` names the class of a fault; without it the sentence does. */
export type Logger = Readonly<Record<'info' | 'warn' | 'error' | 'debug', LogLine>>

const REDACTED = '[redacted]'

/**
 * JSON lines on standard output, UTC times. A fault that repeats is written ten times a minute at most. Secrets are never
 * passed in; two fences stand behind that: fields that hold them are blanked, and so are the secrets wherever else they stand.
 */
export function createLogger(level: string, secrets: readonly string[] = []): Logger {
  // As they stand in a line: a quotation mark is escaped there.
  const hidden = [...new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]))]
  const lines = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.apiKey', '*.headers', 'apiKey', 'headers'],
    ...(secrets.length > 0 && {
      hooks: {
        streamWrite: (line: string) =>
          hidden.reduce((clean, secret) => clean.replaceAll(secret, REDACTED), line),
      },
    }),
  })
  const limit = new LineLimit(() => performance.now())
  const limited =
    (write: LogLine): LogLine =>
    (fields, sentence) => {
      const suppressed = limit.take('failure' in fields ? String(fields.failure) : sentence)
      if (suppressed !== null) write(suppressed === 0 ? fields : { ...fields, suppressed }, sentence)
    }
  return {
    debug: (fields, sentence) => lines.debug(fields, sentence),
    info: (fields, sentence) => lines.info(fields, sentence),
    warn: limited((fields, sentence) => lines.warn(fields, sentence)),
    error: limited((fields, sentence) => lines.error(fields, sentence)),
  }
}
