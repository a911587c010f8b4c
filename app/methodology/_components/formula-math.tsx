import { createElement, type ReactNode } from 'react'
import { equations, type Formula, formulaText, isOperator, isRow } from '#lib/core/metrics/formula'

/** From about this many spoken letters on a formula may be wider than a phone. */
const WIDE_READING = 56

/** A metric's formula, one line per equation; a long one scrolls in its own box. */
export function FormulaBlock({ formula, name }: { formula: Formula; name: string }) {
  const lines = equations(formula)
  const isWide = lines.some((line) => formulaText(line).length > WIDE_READING)
  const content = lines.map((line) => <FormulaMath key={formulaText(line)} formula={line} isBlock />)
  if (!isWide) return <div className="formula">{content}</div>
  return (
    // biome-ignore lint/a11y/useSemanticElements: a formula is no fieldset
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable by keyboard
    <div className="formula" role="group" aria-label={`Formula of ${name}`} tabIndex={0}>
      {content}
    </div>
  )
}

interface FormulaMathProps {
  formula: Formula
  isBlock?: boolean
}

/** MathML with the words it is read out as. */
export function FormulaMath({ formula, isBlock = false }: FormulaMathProps) {
  const words = formulaText(formula)
  const attributes = { display: isBlock ? 'block' : 'inline', alttext: words, 'aria-label': words }
  return createElement('math', attributes, drawn(formula))
}

function drawn(formula: Formula): ReactNode {
  if (typeof formula === 'string') return symbol(formula)
  if (isRow(formula)) return row(...formula.flatMap(spaced))
  if ('frac' in formula) return createElement('mfrac', null, drawn(formula.frac[0]), drawn(formula.frac[1]))
  if ('sqrt' in formula) return createElement('msqrt', null, drawn(formula.sqrt))
  if ('sub' in formula) return createElement('msub', null, drawn(formula.sub[0]), drawn(formula.sub[1]))
  if ('sup' in formula) return raised(formula.sup)
  if ('sum' in formula) return row(underSum(formula.sum.over), drawn(formula.sum.of))
  if ('mean' in formula) return createElement('mover', { accent: 'true' }, drawn(formula.mean), operator('¯'))
  const [open, close] = formula.by === 'bars' ? ['|', '|'] : ['(', ')']
  // Around a fraction fences grow with it; elsewhere they would only lift an exponent off its base.
  const stretchy = hasFraction(formula.fenced)
  return row(fence(open, stretchy), drawn(formula.fenced), fence(close, stretchy))
}

/** A word in a row needs room after it, which MathML does not give. */
function spaced(part: Formula): ReactNode[] {
  const isWord = typeof part === 'string' && /[a-z]{2}/i.test(part)
  return isWord ? [drawn(part), createElement('mspace', { width: '0.25em' })] : [drawn(part)]
}

/** An index and an exponent of one symbol stand above each other. */
function raised([base, exponent]: readonly [Formula, Formula]): ReactNode {
  if (typeof base === 'object' && 'sub' in base)
    return createElement('msubsup', null, drawn(base.sub[0]), drawn(base.sub[1]), drawn(exponent))
  return createElement('msup', null, drawn(base), drawn(exponent))
}

function underSum(over: Formula): ReactNode {
  return createElement('munder', null, createElement('mo', { largeop: 'true' }, '∑'), drawn(over))
}

function row(...parts: ReactNode[]): ReactNode {
  return createElement('mrow', null, ...parts)
}

function operator(text: string): ReactNode {
  return createElement('mo', null, text)
}

function fence(text: string, stretchy: boolean): ReactNode {
  return createElement('mo', { fence: 'true', stretchy: String(stretchy) }, text)
}

function hasFraction(formula: Formula): boolean {
  if (typeof formula === 'string') return false
  return isRow(formula) ? formula.some(hasFraction) : 'frac' in formula
}

function symbol(text: string): ReactNode {
  if (isOperator(text)) return operator(text)
  if (/^[\d.,/]+$/.test(text)) return createElement('mn', null, text)
  return createElement(text.includes(' ') ? 'mtext' : 'mi', null, text)
}
