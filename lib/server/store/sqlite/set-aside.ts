import { readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const SUFFIXES = ['', '-wal', '-shm']
/** Remains kept for whoever wants to look into them; older ones make room. */
const KEPT = 3

/** Renames a database and its log to `NAME.corrupt-STAMP`, at `now`, ms UTC. */
export function setAside(file: string, now: number): void {
  const stamp = new Date(now).toISOString().replaceAll(/[-:.]/g, '')
  for (const suffix of SUFFIXES) renameIfThere(`${file}${suffix}`, `${file}${suffix}.corrupt-${stamp}`)
  const folder = dirname(file)
  const remains = readdirSync(folder).filter(
    (name) => name.startsWith(`${basename(file)}`) && STAMP.test(name),
  )
  const stamps = [...new Set(remains.map((name) => STAMP.exec(name)?.[1] ?? ''))].toSorted()
  for (const name of remains)
    if (stamps.slice(0, -KEPT).includes(STAMP.exec(name)?.[1] ?? '')) rmSync(join(folder, name))
}

const STAMP = /\.corrupt-(\d{8}T\d{9}Z)$/

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}
