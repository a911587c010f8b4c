/**
 * 'strata-30-day-realised-volatility_20250424T061500Z.png' from a chart's title and `asOf`: ASCII letters, digits,
 * `-`, `_` and `.` only.
 */
export function chartFileName(title: string, asOf: string, extension: 'png' | 'csv'): string {
  const words = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
  const stamp = new Date(asOf)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '')
  return `strata-${words}_${stamp}.${extension}`
}
