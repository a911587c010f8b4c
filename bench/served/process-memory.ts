import { readFileSync } from 'node:fs'

export const MEGABYTE = 1024 * 1024

/** Resident memory of a process, bytes. */
export function residentBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}
