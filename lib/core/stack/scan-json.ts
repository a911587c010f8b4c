import { extendJsonPath } from '#lib/core/stack/json-path'

export interface JsonFault {
  /** From 1. */
  line: number
  /** From 1, in UTF-16 units. */
  column: number
  /** What stands there, as a short piece of the text. */
  found: string
  reason: string
  allowed: string
}

/** `lines`: the line, from 1, on which the value at each JSON path begins. */
export type JsonScan = { ok: true; lines: ReadonlyMap<string, number> } | { ok: false; fault: JsonFault }

type TokenKind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'scalar'
type Expectation = 'value' | 'item-or-close' | 'field' | 'field-or-close' | 'colon' | 'comma-or-close' | 'end'

interface Refusal {
  reason: string
  allowed: string
}

interface Container {
  kind: 'object' | 'list'
  path: string
  fields: Set<string>
  field: string
  index: number
}

/** A bracket or sign, a string (any character from the space on but quote and backslash, or an escape), a scalar. */
const TOKEN =
  /[{}[\],:]|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
/** What a message repeats: one bracket or sign, or the beginning of a word. */
const FOUND = /^(?:[{}[\],:]|[^\s{}[\],:]+)/u
const SPACE = /[ \t\n\r]*/y
const MAX_DEPTH = 32
/** No list of a mapping may be longer; refused here, before any schema walks it. */
const MAX_ITEMS = 2000

const ALLOWED: Record<Expectation, string> = {
  value: 'a value',
  'item-or-close': 'a value or ]',
  field: 'a field name in double quotes',
  'field-or-close': 'a field name in double quotes or }',
  colon: 'a colon',
  'comma-or-close': 'a comma or the closing bracket',
  end: 'nothing after the last bracket',
}

/**
 * Walks JSON text once and says where each value begins, or where the text stops being JSON. Stricter than
 * `JSON.parse`: a field given twice, more than 32 levels and more than 2 000 items in a list are refused.
 * Cost: O(length).
 */
export function scanJson(text: string): JsonScan {
  return new JsonScanner(text).scan()
}

class JsonScanner {
  private readonly text: string
  private readonly lines = new Map<string, number>()
  private readonly open: Container[] = []
  private expected: Expectation = 'value'
  private offset = 0
  private line = 1
  private lineStart = 0

  constructor(text: string) {
    this.text = text
  }

  scan(): JsonScan {
    for (;;) {
      this.skipSpace()
      if (this.offset === this.text.length) {
        return this.expected === 'end' ? { ok: true, lines: this.lines } : this.fault(this.misplaced())
      }
      TOKEN.lastIndex = this.offset
      const match = TOKEN.exec(this.text)
      if (!match) return this.fault(this.misplaced())
      const refusal = this.accept(kindOf(match[0]), match[0])
      if (refusal !== null) return this.fault(refusal)
      this.offset += match[0].length
    }
  }

  private skipSpace(): void {
    SPACE.lastIndex = this.offset
    const space = SPACE.exec(this.text)
    const end = this.offset + (space === null ? 0 : space[0].length)
    for (; this.offset < end; this.offset += 1) {
      if (this.text[this.offset] !== '\n') continue
      this.line += 1
      this.lineStart = this.offset + 1
    }
  }

  /** `null` when the token may stand here. */
  private accept(kind: TokenKind, token: string): Refusal | null {
    const container = this.open.at(-1)
    if (closes(kind, container, this.expected)) return this.close()
    if (this.expected === 'value' || this.expected === 'item-or-close') return this.begin(kind, container)
    if (this.expected === 'colon' && kind === ':') return this.expect('value')
    if (container === undefined) return this.misplaced()
    if (this.expected === 'comma-or-close' && kind === ',') return this.next(container)
    const fieldDue = this.expected === 'field' || this.expected === 'field-or-close'
    return fieldDue && kind === 'string' ? this.name(token, container) : this.misplaced()
  }

  private misplaced(): Refusal {
    return { reason: 'is not valid JSON here', allowed: ALLOWED[this.expected] }
  }

  private expect(expected: Expectation): null {
    this.expected = expected
    return null
  }

  private begin(kind: TokenKind, container: Container | undefined): Refusal | null {
    if (kind === '}' || kind === ']' || kind === ',' || kind === ':') return this.misplaced()
    const path = container ? extendJsonPath(container.path, stepOf(container)) : '$'
    this.lines.set(path, this.line)
    if (kind === 'string' || kind === 'scalar') return this.expect(container ? 'comma-or-close' : 'end')
    if (this.open.length === MAX_DEPTH) {
      return { reason: 'is nested too deeply', allowed: `at most ${MAX_DEPTH} levels` }
    }
    const list = kind === '['
    this.open.push({ kind: list ? 'list' : 'object', path, fields: new Set(), field: '', index: 0 })
    return this.expect(list ? 'item-or-close' : 'field-or-close')
  }

  private close(): null {
    this.open.pop()
    return this.expect(this.open.length > 0 ? 'comma-or-close' : 'end')
  }

  private next(container: Container): Refusal | null {
    if (container.kind === 'object') return this.expect('field')
    container.index += 1
    if (container.index === MAX_ITEMS) {
      return { reason: `makes ${container.path} too long`, allowed: `at most ${MAX_ITEMS} items` }
    }
    return this.expect('value')
  }

  private name(token: string, container: Container): Refusal | null {
    const field: string = JSON.parse(token)
    if (container.fields.has(field)) {
      return { reason: `stands twice in ${container.path}`, allowed: 'each field once' }
    }
    container.fields.add(field)
    container.field = field
    return this.expect('colon')
  }

  private fault(refusal: Refusal): JsonScan {
    const atEnd = this.offset === this.text.length
    const found = atEnd
      ? 'the end of the text'
      : (FOUND.exec(this.text.slice(this.offset, this.offset + 24))?.[0] ?? '')
    return {
      ok: false,
      fault: {
        line: this.line,
        column: this.offset - this.lineStart + 1,
        found,
        ...refusal,
      },
    }
  }
}

function kindOf(token: string): TokenKind {
  switch (token) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ',':
    case ':':
      return token
    default:
      return token.startsWith('"') ? 'string' : 'scalar'
  }
}

function closes(kind: TokenKind, container: Container | undefined, expected: Expectation): boolean {
  if (kind === '}') return container?.kind === 'object' && /^(field-or|comma-or)-close$/.test(expected)
  return kind === ']' && container?.kind === 'list' && /^(item-or|comma-or)-close$/.test(expected)
}

function stepOf(container: Container): string | number {
  return container.kind === 'list' ? container.index : container.field
}
