import type { NextConfig } from 'next'
import { sourceStamp } from './lib/server/commands/source-stamp.ts'

const config: NextConfig = {
  // Instances built apart from the same sources are one build to a browser, which else would reload between them.
  generateBuildId: async () => sourceStamp(import.meta.dirname).slice(0, 20),
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
