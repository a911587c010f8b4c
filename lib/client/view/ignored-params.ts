/** How a screen reads one parameter of its address. */
export interface ParamRule {
  isUnderstood: (value: string) => boolean
  /** What stands in place of a value that is not: '24h', 'every column'. */
  shown: string
}

export type ParamRules = Readonly<Record<string, ParamRule>>

/** A part of the address that means nothing on this screen. `shown` null: the parameter itself is unknown. */
export interface IgnoredParam {
  name: string
  value: string
  shown: string | null
}

/** Marks that mailers and networks append to links: nobody asked for them, nobody needs to hear of them. */
const TRACKING_MARK = /^(?:utm_\w+|fbclid|gclid|ref|_rsc)$/

/** The rule of a parser that answers `null` to what it does not understand. */
export function ruleOf(parser: { parse: (value: string) => unknown }, shown: string): ParamRule {
  return { isUnderstood: (value) => parser.parse(value) !== null, shown }
}

/** The rule of a comma list, every member of which must be understood. */
export function listRuleOf(parser: { parse: (value: string) => unknown }, shown: string): ParamRule {
  return {
    isUnderstood: (value) => value.split(',').every((member) => parser.parse(member) !== null),
    shown,
  }
}

/** A currency is understood where the server offers it. */
export function currencyRule(currencies: readonly string[]): ParamRule {
  return { isUnderstood: (value) => currencies.includes(value), shown: 'the default currency' }
}

/** What an address says that a screen cannot use, in the order of the address. */
export function ignoredParams(search: URLSearchParams, rules: ParamRules): IgnoredParam[] {
  return [...search].flatMap(([name, value]): IgnoredParam[] => {
    if (TRACKING_MARK.test(name)) return []
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    if (rule === undefined) return [{ name, value, shown: null }]
    return rule.isUnderstood(value) ? [] : [{ name, value, shown: rule.shown }]
  })
}

const LONGEST_SHOWN = 40

/** One sentence for the reader. */
export function ignoredWords(ignored: readonly IgnoredParam[]): string {
  const parts = ignored.map(({ name, value, shown }) => {
    const short = (text: string) => text.slice(0, LONGEST_SHOWN)
    return shown === null
      ? `${short(name)} means nothing here and was left out`
      : `${short(name)}=${short(value)} is not known, showing ${shown}`
  })
  return `${parts.join('; ')}.`
}
