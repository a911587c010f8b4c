/** A line of the product's log, as far as rows look at it. */
export interface LogLine {
  level: number
  time: string
  msg: string
  failure?: string
  /** Of the token a line is about. */
  id?: string
}

export const WARNING = 40

/** The whole lines of a log; what comes after the last line break is still being written. */
export function logLines(log: string): LogLine[] {
  return log
    .slice(0, log.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
}
