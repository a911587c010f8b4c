import { describe, expect, it } from 'vitest'
import { layerParsers } from '#lib/client/layer/layer-params'
import { stackParsers } from '#lib/client/stack/stack-params'
import { tokenParsers } from '#lib/client/token/token-params'
import { viewParsers } from '#lib/client/view/view-params'
import { volatilityParsers } from '#lib/client/volatility/volatility-params'
import { PAGE_PARAMS } from '#lib/core/contract/page-params'

describe('PAGE_PARAMS', () => {
  it.each([
    ['overview', viewParsers],
    ['volatility', volatilityParsers],
    ['stack', stackParsers],
    ['layer', layerParsers],
    ['token', tokenParsers],
  ] as const)('names what the %s screen reads, no more and no less', (screen, parsers) => {
    expect([...PAGE_PARAMS[screen]].toSorted()).toEqual(Object.keys(parsers).toSorted())
  })
})
