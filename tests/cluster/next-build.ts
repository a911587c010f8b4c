import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { BUILD_SOURCES } from '#lib/server/commands/source-stamp'
import { PROJECT_ROOT } from '#lib/server/project-root'

const SOURCES = [...BUILD_SOURCES, 'data']
/** A script and the style sheet get other names by it. */
const CHANGED = { file: 'app/_overview/overview.tsx', find: 'className="', replace: 'className="next-build ' }
const BOARD_FORMAT = { file: 'lib/server/feed/shared-board.ts', find: 'FORMAT = 2', replace: 'FORMAT = 3' }
const BUILD =
  "await import('#lib/server/commands/build').then(({ ensureBuild }) => ensureBuild(process.cwd()))"

/** The project with changed sources, built over the build at hand as an upgrade in place does it. */
export class NextBuild {
  readonly root = mkdtempSync(join(tmpdir(), 'strata-next-build-'))

  static async make(): Promise<NextBuild> {
    const next = new NextBuild()
    try {
      await next.copy()
      next.change(CHANGED)
      await next.run(process.execPath, ['--input-type=module', '--eval', BUILD])
      return next
    } catch (error) {
      await next.remove()
      throw error
    }
  }

  /** From now on those that are started publish what the build before cannot read, and cannot read what that publishes. */
  publishOtherwise(): void {
    this.change(BOARD_FORMAT)
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true })
  }

  private async copy(): Promise<void> {
    for (const name of SOURCES) await cp(join(PROJECT_ROOT, name), join(this.root, name), { recursive: true })
    const built = join('.next', 'static')
    await cp(join(PROJECT_ROOT, built), join(this.root, built), { recursive: true })
    mkdirSync(join(this.root, '.next', 'cache'))
    // Hard links where the file system has them: the bundler follows no link out of its folder.
    const modules = join(PROJECT_ROOT, 'node_modules')
    await this.run('cp', ['-al', modules, '.']).catch(() => this.run('cp', ['-a', modules, '.']))
  }

  private change({ file, find, replace }: typeof CHANGED): void {
    const path = join(this.root, file)
    const source = readFileSync(path, 'utf8')
    if (!source.includes(find)) throw new Error(`${file} has no ${find}`)
    writeFileSync(path, source.replace(find, replace))
  }

  /** Beside the instances, which must not notice. */
  private async run(command: string, args: readonly string[]): Promise<void> {
    const child = spawn(command, args, { cwd: this.root, stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words += text
    })
    const [status] = await once(child, 'close')
    if (status !== 0) throw new Error(`${command} failed: ${words.slice(-2000)}`)
  }
}

/** Names under which a build's files are asked for. */
export function staticNames(root: string): string[] {
  const folder = join(root, '.next', 'static')
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .map((name) => `/_next/static/${name}`)
}
