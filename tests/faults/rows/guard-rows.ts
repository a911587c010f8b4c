import type { MarketRow } from '../../product/replayed-market.ts'
import { boardShows, nothingAccepted, tokenOf } from '../expectations.ts'
import { faultyCalls, faultyCallsOf, firstFaultyCall, PATIENCE_MS } from '../faulty-calls.ts'
import type { Expectation, Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import { row, rows } from '../upstream/toxics.ts'

const HARMED = 'bittensor'
const RISING = 'near'

const GUARD = 'tests/server/feed/market-feed-guard.test.ts'
const OWN_RETURN = 'tests/core/analytics/board/own-return.test.ts'
const HISTORY = 'tests/server/upstream/to-price-history.test.ts'

const isHeldBack =
  (reason: string): Expectation =>
  async (stage) => {
    await stage.until(`${HARMED} held back as ${reason}`, PATIENCE_MS, async () => {
      const { tokens } = await stage.status()
      return tokens.quarantined.find(({ id }) => id === HARMED)?.reason === reason ? true : null
    })
  }

/** No board shows another price than before; looked at for `forMs` after the first faulty answer. */
const neverJumps =
  (forMs: number): Expectation =>
  async (stage) => {
    const { price } = tokenOf(stage.mark.board, HARMED)
    await firstFaultyCall(stage, { hasEnded: true })
    await stage.throughout(forMs, async () => {
      const shown = tokenOf(await stage.snapshot(), HARMED).price
      if (shown !== price) throw new Error(`${shown} was shown in place of ${price}`)
    })
  }

/** The multiplied price is shown, though not with the first answers that have it. */
const risesAfter =
  (factor: number, answers: number): Expectation =>
  async (stage) => {
    const was = Number(tokenOf(stage.mark.board, RISING).price)
    await stage.until('the new price', PATIENCE_MS, async () => {
      const is = Number(tokenOf(await stage.snapshot(), RISING).price)
      if (is < was * 2) return null
      const seen = faultyCallsOf(stage).length
      if (seen < answers) throw new Error(`believed after ${seen} answers`)
      if (Math.abs(is / was - factor) > 0.01) throw new Error(`${is} is not ${factor} times ${was}`)
      return true
    })
  }

const times = (factor: number) => (one: MarketRow) => ({
  current_price: Number(one.current_price) * factor,
})

const asksInDollars: Expectation = async ({ upstream, mark }: Stage) => {
  const calls = upstream.callsSince(mark.at)
  if (calls.length === 0 || !calls.every(({ url }) => url.includes('vs_currency=usd')))
    throw new Error('a call did not name the currency')
}

/** Values that are well formed and wrong: held back until something speaks for them. */
export const GUARD_ROWS: readonly Row[] = [
  {
    id: 'P12',
    fault: 'an id stands for another coin',
    by: [{ file: GUARD, test: 'keeps its last price and name, held back until the mapping is edited' }],
    inject: { act: row(HARMED, () => ({ symbol: 'luna', name: 'Terra' })) },
    expect: [
      isHeldBack('renamed'),
      boardShows('the name of before', (board) => tokenOf(board, HARMED).name === 'Bittensor'),
    ],
  },
  {
    id: 'P14',
    fault: 'one price times 1 000 for two answers; another times 10 for good',
    by: [{ file: GUARD, test: 'is believed with the third answer in a row that agrees within 20 %' }],
    inject: {
      act: rows((all, turn) =>
        all.map((one) => {
          if (one.id === RISING) return { ...one, ...times(10)(one) }
          return one.id === HARMED && turn < 2 ? { ...one, ...times(1000)(one) } : one
        }),
      ),
    },
    expect: [neverJumps(1500), risesAfter(10, 3), faultyCalls(4)],
  },
  {
    id: 'P15',
    fault: 'all prices times 1 000 for three answers',
    by: [
      {
        file: GUARD,
        test: 'is refused whole for as long as it stands: nothing of it is shown, stored or made a high',
      },
    ],
    inject: { times: 3, act: rows((all) => all.map((one) => ({ ...one, ...times(1000)(one) }))) },
    expect: [neverJumps(3500), faultyCalls(3)],
  },
  {
    id: 'P16',
    fault: 'cents in place of dollars',
    inject: { act: rows((all) => all.map((one) => ({ ...one, ...times(100)(one) }))) },
    expect: [neverJumps(3000), nothingAccepted(), asksInDollars],
  },
  {
    id: 'P20',
    fault: 'a time twice in a history',
    by: [
      { file: HISTORY, test: 'sort, let the later of two rows at one time win, and leave a missing day out' },
      {
        file: HISTORY,
        test: 'the same rows shuffled and doubled, with older revisions first, give the same series',
      },
    ],
  },
  {
    id: 'P21',
    fault: 'gaps and odd spacing in a history',
    by: [
      {
        file: HISTORY,
        test: '456 recorded daily rows with a gap of six days and a running point become 455 closes',
      },
      {
        file: HISTORY,
        test: 'any rows give ascending times, at most one a period, and finite numbers above 0',
      },
    ],
  },
  {
    id: 'P22',
    fault: 'a return that own history contradicts',
    by: [
      { file: OWN_RETURN, test: 'is overruled when more than 5 points away from it, and the source says so' },
      { file: OWN_RETURN, test: 'is believed within 5 points' },
      { file: OWN_RETURN, test: 'is believed where less than 95 % of the hours are known' },
    ],
  },
]
