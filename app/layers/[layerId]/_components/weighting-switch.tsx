import { useId } from 'react'
import { MetricLink } from '#app/_components/metric-link'
import { RANGE_WORDS, WEIGHTING_WORDS } from '#lib/client/words/wording'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import { WEIGHTINGS, type Weighting } from '#lib/core/contract/vocabulary'
import { formatPercent } from '#lib/core/format/format-percent'
import { medianReturn } from '#lib/core/metrics/labels/return-labels'

interface WeightingSwitchProps {
  detail: LayerDetail
  value: Weighting
  onChange: (weighting: Weighting) => void
}

/** The four weightings, each with the return it gives, and the median beside them: how much the choice matters. */
export function WeightingSwitch({ detail: { spread, range }, value, onChange }: WeightingSwitchProps) {
  const name = useId()
  return (
    <div className="weighting-switch">
      <div className="segmented" role="radiogroup" aria-label="Weight">
        {WEIGHTINGS.map((weighting) => {
          const words = WEIGHTING_WORDS[weighting]
          return (
            <label key={weighting} title={`Weights ${words.meaning}`}>
              <input
                type="radio"
                name={name}
                value={weighting}
                checked={weighting === value}
                onChange={() => onChange(weighting)}
              />
              <span>
                {words.name} <b className="num">{formatPercent(spread[weighting]).text}</b>
              </span>
            </label>
          )
        })}
      </div>
      <p className="weighting-median">
        <MetricLink metric={{ ...medianReturn, window: `rolling ${RANGE_WORDS[range]}` }}>
          {medianReturn.shortName}
        </MetricLink>{' '}
        <b className="num" title={formatPercent(spread.median).full}>
          {formatPercent(spread.median).text}
        </b>
      </p>
    </div>
  )
}
