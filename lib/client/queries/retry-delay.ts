const RETRY_MS = 15_000

/** When to ask again, ms: soon while an answer cannot be had; otherwise as `calm` says, `false` for not by itself. */
export function retryDelay(
  { state: { status } }: { state: { status: string } },
  calm: number | false = false,
): number | false {
  return status === 'error' ? RETRY_MS : calm
}
