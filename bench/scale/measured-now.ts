import * as z from 'zod'
import type { Measured } from './inputs.ts'

const Figures = z.array(
  z.object({
    id: z.string().optional(),
    name: z.string(),
    value: z.number(),
    baseline: z.object({ value: z.number() }).optional(),
  }),
)
type Figure = z.infer<typeof Figures>[number]

/** The figures of the last `npm run bench` in place of the older ones, as far as that run measured them. */
export function measuredNow(older: Measured, results: unknown, date: string): Measured {
  const figures = Figures.parse(results)
  const find = (id: string, word: string) => figures.find((one) => one.id === id && one.name.includes(word))
  const gzip = served(find('F2', 'gzip'))
  const held = served(find('F2', '304'))
  const home = served(find('F3', 'brotli'))
  const spread = find('F5', 'after the first')
  const streams = Number(/last of (\d+) readers/.exec(spread?.name ?? '')?.[1])
  const measured = {
    ...older,
    snapshotGzip: gzip ?? older.snapshotGzip,
    notModified: held === null ? older.notModified : { perSecond: held.perSecond },
    homeBrotli: home ?? older.homeBrotli,
    capacityPerSecond: find('F14', 'good answers')?.baseline?.value ?? older.capacityPerSecond,
    streamKilobytes: find('F5', 'resident memory')?.value ?? older.streamKilobytes,
    spread: spread && streams > 0 ? { streams, ms: spread.value } : older.spread,
    idleMegabytes: find('F13', 'idle')?.value ?? older.idleMegabytes,
    firstViewKilobytes: find('F8', 'first view')?.value ?? older.firstViewKilobytes,
  }
  const isNew = JSON.stringify(measured) !== JSON.stringify(older)
  return isNew ? { ...measured, date, where: `bench/results.json, the rest ${older.where}` } : older
}

/** Answers a second and bytes of one: the suite gives the ratio to a baseline, and the bytes in the name. */
function served(figure: Figure | undefined): { perSecond: number; bytes: number } | null {
  const bytes = Number(/(\d+) bytes/.exec(figure?.name ?? '')?.[1])
  if (figure?.baseline === undefined || !(bytes >= 0)) return null
  return { perSecond: Math.round(figure.value * figure.baseline.value), bytes }
}
