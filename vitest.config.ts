import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/helpers/fail-on-console-error.ts', 'tests/helpers/property-runs.ts'],
    environment: 'node',
    testTimeout: 30_000,
    // How long a busy machine may take until something is so, not how long it should.
    expect: { poll: { timeout: 10_000 } },
  },
})
