/** Commas between the thousands of an unsigned plain decimal; what follows the point stays as it is. */
export function groupThousands(plain: string): string {
  const point = plain.indexOf('.')
  const whole = point === -1 ? plain : plain.slice(0, point)
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + plain.slice(whole.length)
}
