import { useState } from 'react'
import { UnknownCell } from '#app/_components/unknown-cell'
import { splitNumber } from '#lib/client/words/split-number'
import { formatPrice } from '#lib/core/format/format-price'

/** A price on its decimal point; it lights up once when it changes on screen. */
export function PriceCell({ price, currency }: { price: number | null; currency: string }) {
  const [seen, setSeen] = useState({ price, move: '' })
  if (seen.price !== price) setSeen({ price, move: moveOf(seen.price, price) })
  if (price === null) return <UnknownCell why="no accepted price" />
  const { text, full } = formatPrice(price, currency)
  const { whole, fraction } = splitNumber(text)
  return (
    <td key={price} className={`price-cell${seen.move}`} title={full === text ? undefined : full}>
      {whole}
      <i>{fraction}</i>
    </td>
  )
}

function moveOf(before: number | null, now: number | null): string {
  if (before === null || now === null) return ''
  return now > before ? ' rose' : ' fell'
}
