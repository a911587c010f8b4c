import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  compress: true,
  reactStrictMode: true,
  agentRules: false,
  devIndicators: false,
  // `npm run check` looks at the types; a build for a stranger need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // A screen seen before shows its last numbers at once; the query cache then brings the new ones.
  experimental: { staleTimes: { dynamic: 300 } },
  serverExternalPackages: ['better-sqlite3', 'pino'],
}

export default config
