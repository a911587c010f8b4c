import { expect, type Locator, type Page } from '@playwright/test'
import type { LayerFigures, Snapshot } from '#lib/core/contract/snapshot'
import { formatPercent } from '#lib/core/format/format-percent'
import { formatVolatility } from '#lib/core/format/format-volatility'

/** Where things stand on the Stack map. */
export const layerRegion = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true })
export const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Project' })
export const whatIfBar = (page: Page): Locator => page.getByRole('region', { name: 'What-if', exact: true })
export const tileIn = (scope: Page | Locator, name: RegExp | string): Locator =>
  scope.getByRole('button', { name }).first()

export async function fetchBoard(url: string, query = ''): Promise<Snapshot> {
  return (await fetch(`${url}/api/snapshot${query}`)).json()
}

export function layerOf(board: Snapshot, id: string): LayerFigures | undefined {
  return board.layers.find((layer) => layer.id === id)
}

/** The layer's return and volatility on the map are those of the board. */
export async function expectLayer(page: Page, board: Snapshot, id: string): Promise<void> {
  const layer = layerOf(board, id)
  const region = layerRegion(page, layer?.name ?? '')
  await expect(region).toContainText(formatPercent(layer?.returns['24h'] ?? null).text)
  await expect(region).toContainText(formatVolatility(layer?.volatility30d.value ?? null).text)
}
