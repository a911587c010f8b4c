import type { Logger } from '#lib/server/logger'

/** A logger that keeps what was said, by level. */
export function logLines(): { logger: Logger; lines: string[] } {
  const lines: string[] = []
  const keep = (level: string) => (_details: unknown, message?: string) => {
    lines.push(`${level}: ${message}`)
  }
  const logger = { info: keep('info'), warn: keep('warn'), error: keep('error'), debug: () => {} }
  return { logger, lines }
}
