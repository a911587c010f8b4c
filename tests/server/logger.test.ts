import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '#lib/server/project-root'

const SECRET = 'CG-canary1234567890'

/** What a process writes that logs as the script says. */
function written(script: string): string {
  const source = `import { createLogger } from '#lib/server/logger'; const log = createLogger('info', ['other', '${SECRET}', 'mark"and\\\\slash']); ${script}`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
  })
  return stdout
}

describe('the log', () => {
  it('holds the secret nowhere, whatever is written', () => {
    const text = written(`
      log.warn({ err: new Error('refused ${SECRET}'), url: 'http://x/?key=${SECRET}' }, 'with ${SECRET} in it')
      log.error({ failure: 'bad-key', deep: { list: ['${SECRET}'] } }, 'deep')`)
    expect(text.trim().split('\n')).toHaveLength(2)
    expect(text).toContain('[redacted]')
    expect(text).not.toContain(SECRET)
  })

  it('holds no secret that is written with escapes either', () => {
    const text = written(`log.warn({ err: new Error('not mark"and\\\\slash') }, 'x')`)
    expect(text).toContain('not [redacted]')
    expect(text).not.toContain('slash')
  })

  it('blanks fields that are made to hold one', () => {
    const text = written(
      "log.info({ apiKey: 'other', request: { headers: { authorization: 'other' } } }, 'x')",
    )
    expect(text).toContain('"msg":"x"')
    expect(text).not.toContain('other')
  })

  it('writes ten lines of a class a minute at most, and of each class its own', () => {
    const text = written(`
      for (let line = 0; line < 50; line += 1) log.warn({ failure: 'dns' }, 'again ' + line)
      log.warn({ failure: 'tls' }, 'something else')`)
    expect(text.trim().split('\n')).toHaveLength(11)
  })
})
