import { type inferParserType, parseAsArrayOf, parseAsStringLiteral } from 'nuqs/server'
import { currencyRule, listRuleOf, type ParamRules, ruleOf } from '#lib/client/view/ignored-params'
import { parseAsScale } from '#lib/client/view/scale-param'
import { STATED, viewParsers } from '#lib/client/view/view-params'
import { SERIES_RANGES } from '#lib/core/market/window'

/** What a token's price can be drawn against. */
export const OVERLAYS = ['layer', 'bitcoin'] as const
export type Overlay = (typeof OVERLAYS)[number]

const parseOverlay = parseAsStringLiteral(OVERLAYS)

/** Every choice on a token's screen, as it stands in the URL. */
export const tokenParsers = {
  range: parseAsStringLiteral(SERIES_RANGES).withDefault('90d').withOptions(STATED),
  scale: parseAsScale,
  against: parseAsArrayOf(parseOverlay).withDefault([]),
  currency: viewParsers.currency,
}
export type TokenView = inferParserType<typeof tokenParsers>

/** What the screen understands in its address, where the server offers these currencies. */
export function tokenRules(currencies: readonly string[]): ParamRules {
  return {
    range: ruleOf(tokenParsers.range, '90d'),
    scale: ruleOf(tokenParsers.scale, 'linear'),
    against: listRuleOf(parseOverlay, 'the price alone'),
    currency: currencyRule(currencies),
  }
}

/** The overlays after one of them was switched, in their fixed order. */
export function withOverlay(chosen: readonly Overlay[], overlay: Overlay, isOn: boolean): Overlay[] {
  return OVERLAYS.filter((one) => (one === overlay ? isOn : chosen.includes(one)))
}
