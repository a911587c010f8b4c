import { parse } from 'csv-parse/sync'
import { tokenOf } from '../expectations.ts'
import type { Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import { rows } from '../upstream/toxics.ts'

const HOSTILE = 'tests/core/analytics/board/hostile-quotes.test.ts'

/** Some tokens of the recording, each with a price as small as they get. */
const TINY: Readonly<Record<string, number>> = { bittensor: 1e-12, near: 1.23456789e-18, io: 9.999999e-15 }

const EVIL_NAMES = [
  '<img src=x onerror=alert(1)>Bittensor',
  'javascript:alert(1)//bittensor',
  '\u202eBittensor\u0000',
  `Bittensor${'x'.repeat(1_000_000)}`,
  'Bittensor 😀</script><script>alert(1)</script>',
  '=1+1 Bittensor',
]
/** Control characters, line separators and marks that turn the direction of reading. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u

async function showsNoMarkup(stage: Stage): Promise<void> {
  const { tokens } = await stage.snapshot()
  const wrong = tokens.find(({ name, symbol }) => UNSAFE.test(name + symbol) || name.length > 128)
  if (wrong !== undefined) throw new Error(`${wrong.id} is called ${wrong.name.slice(0, 80)}`)
  for (const path of ['/', '/tokens/bittensor', '/volatility', '/stack']) {
    const { text } = await stage.ask(path)
    const found = /<img src=x|<script>alert|href="javascript:/.exec(text)
    if (found !== null) throw new Error(`${path} holds ${found[0]}`)
  }
  const { text } = await stage.ask('/api/snapshot.csv')
  const cells: string[][] = parse(text)
  const formula = cells.flat().find((cell) => /^[=+@\t\r]/.test(cell))
  if (formula !== undefined) throw new Error(`a cell begins as ${formula.slice(0, 20)}`)
}

async function keepsTinyPrices(stage: Stage): Promise<void> {
  const board = await stage.snapshot()
  const { text } = await stage.ask('/api/snapshot.csv')
  const lines: Record<string, string>[] = parse(text, { columns: true })
  for (const [id, price] of Object.entries(TINY)) {
    const cell = lines.find((line) => line.coingecko_id === id)?.price ?? ''
    if (tokenOf(board, id).price !== price) throw new Error(`${id} costs ${tokenOf(board, id).price}`)
    if (Number(cell) !== price || /e/i.test(cell)) throw new Error(`the file says ${cell} for ${id}`)
  }
}

async function checked(stage: Stage): Promise<void> {
  const breaches = await stage.watcher.takeBreaches()
  if (breaches.length > 0) throw new Error(breaches.join('; '))
}

/** Payload faults that stand from the first answer on, and what is proven by formula. */
export const PAYLOAD_PLAYS: readonly Row[] = [
  {
    id: 'P9',
    fault: 'prices of 1e-12 to 1e-18',
    by: [
      {
        file: 'tests/core/csv/csv-round-trip.test.ts',
        test: 'gives back every number and text, in every dialect',
      },
    ],
    async play(theatre) {
      const tiny = rows((all) =>
        all.map((one) => ({ ...one, current_price: TINY[one.id] ?? one.current_price })),
      )
      const stage = await theatre.open({ atBoot: { act: tiny } })
      await keepsTinyPrices(stage)
      await checked(stage)
    },
  },
  {
    id: 'P17',
    fault: 'three tokens stand still, refresh after refresh',
    by: [
      {
        file: 'tests/core/analytics/board-status.test.ts',
        test: 'gives a long period three turns before it calls data stale',
      },
    ],
    async play(theatre) {
      const still = new Date(Date.now() - 16 * 60_000).toISOString()
      const frozen = rows((all) => all.map((one, at) => (at < 3 ? { ...one, last_updated: still } : one)))
      const stage = await theatre.open({ atBoot: { act: frozen } })
      await stage.throughout(3000, async () => {
        const { tokens } = await stage.snapshot()
        const stale = tokens.filter(({ state }) => state === 'stale').length
        if (stale !== 3) throw new Error(`${stale} tokens are stale`)
      })
      await checked(stage)
    },
  },
  {
    id: 'P26',
    fault: 'names of markup, links, controls and a megabyte',
    by: [
      {
        file: 'tests/core/csv/text-cell.test.ts',
        test: 'never starts a cell with a formula character, whatever the text',
      },
    ],
    async play(theatre) {
      const evil = rows((all) =>
        all.map((one, at) => ({ ...one, name: EVIL_NAMES[at] ?? one.name, symbol: one.symbol })),
      )
      const stage = await theatre.open({ atBoot: { act: evil } })
      await showsNoMarkup(stage)
      await checked(stage)
    },
  },
  {
    id: 'P28',
    fault: 'nothing to divide by',
    by: [
      { file: HOSTILE, test: 'publishes finite numbers inside their bounds only, in JSON and in both CSVs' },
    ],
  },
  {
    id: 'P29',
    fault: 'a sum of very many floats',
    by: [
      {
        file: 'tests/core/analytics/board/additive-figures.test.ts',
        test: 'sums ten thousand unequal caps to the last bit, against whole cents',
      },
    ],
  },
]
