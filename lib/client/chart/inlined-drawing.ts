/** What a drawing takes from style sheets, which a picture of it does not carry. */
const DRAWN = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'visibility',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline',
] as const

/** Does `work` while every part of the SVG drawings inside carries its own computed style; nothing changes on screen. */
export async function withInlinedDrawing<T>(element: HTMLElement, work: () => Promise<T>): Promise<T> {
  const parts = [...element.querySelectorAll<SVGElement>('svg, svg *')]
  const before = parts.map((part) => part.getAttribute('style'))
  const styles = parts.map((part) => {
    const computed = getComputedStyle(part)
    return DRAWN.map((name) => [name, computed.getPropertyValue(name)] as const)
  })
  parts.forEach((part, at) => {
    for (const [name, value] of styles[at] ?? []) part.style.setProperty(name, value)
  })
  try {
    return await work()
  } finally {
    parts.forEach((part, at) => {
      const style = before[at] ?? null
      if (style === null) part.removeAttribute('style')
      else part.setAttribute('style', style)
    })
  }
}
