'use client'

import { useMemo } from 'react'
import { ChartFigure } from '#app/_components/chart-figure'
import { ChartKey } from '#app/_components/chart-key'
import { ChartSkeleton } from '#app/_components/chart-skeleton'
import { lateComponent } from '#app/_components/late-component'
import { ChartNotes } from '#app/tokens/[tokenId]/_components/chart-notes'
import { TOKEN_BRIEF_ID } from '#app/tokens/[tokenId]/_components/token-words'
import { useTimeZone } from '#lib/client/preferences/use-time-zone'
import type { TokenView } from '#lib/client/token/token-params'
import { emptyChartWords } from '#lib/client/token/token-words'
import { RANGE_WORDS } from '#lib/client/words/wording'
import {
  drawdownLine,
  priceLine,
  rebasedLines,
  type TokenLayer,
  tokenChartTable,
} from '#lib/core/chart/time/token-lines'
import type { TokenDetail } from '#lib/core/contract/token-detail'
import { formatUtcDate } from '#lib/core/format/format-time'

const TokenPanes = lateComponent(
  () => import('#app/_charts/token-panes').then((module) => module.TokenPanes),
  ChartSkeleton,
)

interface PriceFigureProps {
  detail: TokenDetail
  layer: TokenLayer | null
  view: TokenView
}

/** Price and drawdown; with an overlay chosen everything is rebased to 100 and says so. */
export function PriceFigure({ detail, layer, view }: PriceFigureProps) {
  const { chart, token, asOf, source, range } = detail
  const zone = useTimeZone()
  const lines = useMemo(() => {
    const shown = rebasedLines(detail, layer).filter(
      ({ key, reason }) => reason === null && (key === 'token' || view.against.some((one) => one === key)),
    )
    return shown.length > 1 ? shown : [priceLine(detail)]
  }, [detail, layer, view.against])
  const isRebased = lines.length > 1
  const title = `${token.name}, ${isRebased ? rebasedTitle(chart.rebasedAt) : 'price in USD'}, ${RANGE_WORDS[range]}`
  return (
    <div className="token-figure">
      <ChartFigure
        title={title}
        asOf={asOf}
        source={source}
        table={chart.reason === null ? tokenChartTable(detail, layer) : null}
        empty={emptyChartWords(detail)}
        describedBy={TOKEN_BRIEF_ID}
        note={view.scale === 'log' ? 'logarithmic; drawdown below' : 'drawdown below'}
        height={400}
        narrowHeight={330}
        draw={(box) => (
          <TokenPanes
            name={title}
            box={box}
            times={chart.times}
            lines={lines}
            drawdown={drawdownLine(detail)}
            range={range}
            scale={view.scale}
            suspects={chart.suspects}
            zone={zone}
          />
        )}
      >
        {isRebased && <ChartKey lines={lines} />}
        <ChartNotes detail={detail} layer={layer} view={view} />
      </ChartFigure>
    </div>
  )
}

function rebasedTitle(at: number | null): string {
  return at === null ? 'rebased to 100' : `rebased to 100 on ${formatUtcDate(new Date(at).toISOString())}`
}
