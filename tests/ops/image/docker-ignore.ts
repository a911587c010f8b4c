/** Whether a path, relative to the context, is sent to a build: the last pattern that matches it or a folder above wins. */
export function dockerIgnore(text: string): (path: string) => boolean {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keeps: line.startsWith('!'), pattern: matcher(line.replace(/^!/, '')) }))
  return (path) => {
    let isKept = true
    for (const { keeps, pattern } of rules) if (pattern.test(path)) isKept = keeps
    return isKept
  }
}

/** A pattern also takes everything below what it names. */
function matcher(pattern: string): RegExp {
  const source = pattern
    .replace(/\/$/, '')
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\*\*\/|\*\*|\*|\?/g, (glob) => GLOBS[glob] ?? glob)
  return new RegExp(`^${source}(?:/.*)?$`)
}

const GLOBS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' }
