/** Streams a running product has open, by its own count. */
export async function openStreams(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  const counts = [...metrics.matchAll(/^strata_sse_clients\{[^}]*\} (\d+)$/gm)]
  if (counts.length === 0) throw new Error(`${url}/metrics does not count streams`)
  return counts.reduce((sum, [, count]) => sum + Number(count), 0)
}
