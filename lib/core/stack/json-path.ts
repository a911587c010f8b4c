export type PathStep = string | number

const PLAIN_FIELD = /^[A-Za-z_$][\w$]*$/

/** `$.projects[3]` and `scope` give `$.projects[3].scope`; a field with odd characters is quoted. */
export function extendJsonPath(path: string, step: PathStep): string {
  if (typeof step === 'number') return `${path}[${step}]`
  return PLAIN_FIELD.test(step) ? `${path}.${step}` : `${path}[${JSON.stringify(step)}]`
}

/** `['projects', 3, 'scope']` gives `$.projects[3].scope`. */
export function toJsonPath(steps: readonly PathStep[]): string {
  return steps.reduce<string>(extendJsonPath, '$')
}
