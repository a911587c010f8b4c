/** More points than a small drawing has pixels to show are left out. */
export const MAX_LINE_POINTS = 29

/** Every n-th value counted back from the last, so that the newest always stays. */
export function thinLine<Value>(values: readonly Value[]): readonly Value[] {
  const stride = Math.ceil((values.length - 1) / (MAX_LINE_POINTS - 1))
  if (stride <= 1) return values
  return values.filter((_, index) => (values.length - 1 - index) % stride === 0)
}
