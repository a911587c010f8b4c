/** Handed to one turn of the process. */
const BATCH = 500

/**
 * Does `each` to all items, letting other work of the process have its turn after every few hundred. Items added or
 * taken away meanwhile are seen as the iterator sees them. `done` is called after the last.
 */
export function inBatches<Item>(
  items: Iterator<Item>,
  { each, defer, done }: { each: (item: Item) => void; defer: (task: () => void) => void; done: () => void },
): void {
  for (let turn = 0; turn < BATCH; turn += 1) {
    const next = items.next()
    if (next.done) {
      done()
      return
    }
    each(next.value)
  }
  defer(() => inBatches(items, { each, defer, done }))
}
