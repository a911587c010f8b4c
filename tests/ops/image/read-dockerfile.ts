export interface Step {
  /** Upper case. */
  instruction: string
  /** Variables put in, continued lines joined by spaces. */
  text: string
}

/** From one FROM to the next. */
export interface Stage {
  image: string
  /** `null` where it has none. */
  name: string | null
  steps: readonly Step[]
}

/** The stages of a Dockerfile. Knows what ours uses: no heredocs, no ONBUILD, no escapes. */
export function readDockerfile(text: string): Stage[] {
  const defaults = new Map<string, string>()
  const stages: { image: string; name: string | null; steps: Step[] }[] = []
  for (const step of stepsOf(text)) {
    const { instruction, text: rest } = step
    const [name = '', value = ''] = rest.split('=', 2)
    if (instruction === 'ARG' && stages.length === 0) defaults.set(name, value)
    else if (instruction === 'FROM') {
      const [image = '', , alias] = withDefaults(rest, defaults).split(/\s+/)
      stages.push({ image, name: alias ?? null, steps: [] })
    } else stages.at(-1)?.steps.push(step)
  }
  return stages
}

function stepsOf(text: string): Step[] {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, instruction = '', rest = ''] = /^\s*(\w+)\s+(.*)$/.exec(line) ?? []
      return { instruction: instruction.toUpperCase(), text: rest.trim() }
    })
}

function withDefaults(text: string, defaults: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => defaults.get(name) ?? '')
}

/** The texts of a stage's steps of one kind, in order. */
export function textsOf(stage: Stage | undefined, instruction: string): string[] {
  return (stage?.steps ?? []).filter((step) => step.instruction === instruction).map(({ text }) => text)
}

/** Variables a stage sets. */
export function environmentOf(stage: Stage | undefined): Record<string, string> {
  return Object.fromEntries(
    textsOf(stage, 'ENV').flatMap((text) =>
      [...text.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
    ),
  )
}

/** A command in its exec form, which no shell stands before; `null` for one in shell form. */
export function execForm(text: string): string[] | null {
  const start = text.indexOf('[')
  if (start === -1) return null
  try {
    const parts: unknown = JSON.parse(text.slice(start))
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : null
  } catch {
    return null
  }
}
