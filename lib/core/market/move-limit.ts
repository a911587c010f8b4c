const QUARTER_HOUR_MS = 15 * 60_000

/** ln of a fiftyfold move. No market makes one between two looks; mixed-up units are a hundredfold or more. */
export const UNIT_MISTAKE = Math.log(50)

/**
 * Largest |ln(price / price before)| that is believed without a second look.
 * @param quarterHourLimit what is believed within 15 minutes, natural logarithm, > 0
 * @param gapMs time between the two prices; below 0 counts as 0
 *
 * A longer gap allows more, by the square root of time as a random walk spreads, but never more than fiftyfold: after
 * an outage of any length a mixed-up unit is still caught.
 * Example: ln 5 within 15 minutes is 2 × ln 5 (25-fold) after an hour.
 */
export function moveLimit(quarterHourLimit: number, gapMs: number): number {
  const quarterHours = Math.max(1, gapMs / QUARTER_HOUR_MS)
  return Math.min(quarterHourLimit * Math.sqrt(quarterHours), UNIT_MISTAKE)
}
