/** The screens of the main navigation, in its order. */
export const SCREENS = [
  { href: '/', label: 'Overview' },
  { href: '/volatility', label: 'Volatility' },
  { href: '/stack', label: 'Stack' },
  { href: '/status', label: 'Status' },
  { href: '/methodology', label: 'Methodology' },
] as const
