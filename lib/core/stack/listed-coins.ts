import * as z from 'zod'

/** One row of the upstream's list of active coins. */
const ListedCoin = z.object({
  id: z.string().min(1).max(300),
  symbol: z.string().catch(''),
  name: z.string().catch(''),
})
export type ListedCoin = z.infer<typeof ListedCoin>

const CoinList = z.array(z.unknown()).min(1).max(100_000)

/** Rows of a `/coins/list` answer; rows without an id are left out. `null` when it is no such answer. */
export function readListedCoins(answer: unknown): ListedCoin[] | null {
  const rows = CoinList.safeParse(answer)
  if (!rows.success) return null
  const coins = rows.data.flatMap((row) => {
    const coin = ListedCoin.safeParse(row)
    return coin.success ? [coin.data] : []
  })
  return coins.length === 0 ? null : coins
}
