import { UnknownCell } from '#app/_components/unknown-cell'
import { useMove } from '#lib/client/browser/use-move'
import { splitNumber } from '#lib/client/words/split-number'
import { formatPrice } from '#lib/core/format/format-price'

/** A price on its decimal point; it lights up once when it changes on screen. */
export function PriceCell({ price, currency }: { price: number | null; currency: string }) {
  const { text, full } = formatPrice(price, currency)
  const move = useMove(price, text)
  if (price === null) return <UnknownCell why="no accepted price" />
  const { whole, fraction } = splitNumber(text)
  return (
    <td className={`price-cell ${move}`.trim()} title={full === text ? undefined : full}>
      {whole}
      <i>{fraction}</i>
    </td>
  )
}
