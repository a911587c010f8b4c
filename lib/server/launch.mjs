// Plain JavaScript for any Node: checks the version, then runs a TypeScript file of the project with it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 14)) {
  process.stderr.write(
    `strata: Node ${process.versions.node} is too old and the bundled Node 24 is not installed: run "npm ci" with ` +
      'install scripts allowed (npm ci --ignore-scripts=false), or install Node 22.14 or newer.\n',
  )
  process.exit(78)
}

const [file, ...args] = process.argv.slice(2)
// Node 22.14 to 22.17 know the flag but do not set it.
const flags = process.features.typescript
  ? []
  : ['--experimental-strip-types', '--no-warnings=ExperimentalWarning']
// Settings may stand in a file; what the shell has set wins.
if (existsSync('.env')) flags.push('--env-file=.env')
const child = spawn(process.execPath, [...flags, file, ...args], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
