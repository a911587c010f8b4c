/** In place of every figure of a project that has none: why, and whether it will have them. */
export function NoNumbers({ words }: { words: readonly string[] }) {
  return (
    <section className="no-numbers" aria-labelledby="no-numbers-title">
      <h2 id="no-numbers-title">No numbers</h2>
      <p>{words.join(' ')}</p>
    </section>
  )
}
