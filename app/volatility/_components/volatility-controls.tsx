import type { ReactNode } from 'react'
import { CheckChip } from '#app/_components/check-chip'
import { Segmented } from '#app/_components/segmented'
import { benchmarkName } from '#lib/client/volatility/comparison'
import {
  BENCHMARKS,
  type BenchmarkId,
  type SetVolatilityView,
  type VolatilityView,
} from '#lib/client/volatility/volatility-params'
import { ESTIMATOR_NAMES, windowFault } from '#lib/client/volatility/volatility-words'
import { VOLATILITY_RANGES, VOLATILITY_WINDOWS } from '#lib/core/contract/vocabulary'
import type { VolatilityWindowOffer } from '#lib/core/contract/volatility'

interface VolatilityControlsProps {
  view: VolatilityView
  benchmarks: readonly BenchmarkId[]
  /** Empty while nothing is known, and for an estimator without a window. */
  windows: readonly VolatilityWindowOffer[]
  setView: SetVolatilityView
}

/** One window, one estimator and one range for every chart but the correlation. */
export function VolatilityControls({ view, benchmarks, windows, setView }: VolatilityControlsProps) {
  const windowOptions = VOLATILITY_WINDOWS.map((window) => {
    const offer = windows.find((one) => one.window === window)
    return {
      value: String(window),
      label: `${window}d`,
      disabledReason: offer === undefined ? undefined : windowFault(offer),
    }
  })
  const toggleBenchmark = (id: BenchmarkId, isOn: boolean) =>
    void setView({ bench: BENCHMARKS.filter((one) => (one === id ? isOn : benchmarks.includes(one))) })
  return (
    <div className="volatility-controls">
      <Control label="Window">
        <Segmented
          label="Window"
          value={String(view.window)}
          options={windowOptions}
          onChange={(value) =>
            void setView({ window: VOLATILITY_WINDOWS.find((one) => String(one) === value) ?? null })
          }
        />
      </Control>
      <Control label="Estimator">
        <Segmented
          label="Estimator"
          value={view.estimator}
          options={ESTIMATOR_NAMES}
          onChange={(estimator) => void setView({ estimator })}
        />
      </Control>
      <Control label="Range">
        <Segmented
          label="Range"
          value={view.range}
          options={VOLATILITY_RANGES.map((value) => ({ value, label: value }))}
          onChange={(range) => void setView({ range })}
        />
      </Control>
      <CheckChip isChecked={view.log} onChange={(log) => void setView({ log })}>
        Log axis
      </CheckChip>
      <fieldset className="benchmarks">
        <legend>Beside</legend>
        {BENCHMARKS.map((id) => (
          <CheckChip
            key={id}
            isChecked={benchmarks.includes(id)}
            onChange={(isOn) => toggleBenchmark(id, isOn)}
          >
            {benchmarkName(id)}
          </CheckChip>
        ))}
      </fieldset>
      {view.estimator === 'ewma' && (
        <p className="control-note">
          EWMA has no window: each older day counts 6 % less. The window holds for risk and return.
        </p>
      )}
    </div>
  )
}

function Control({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="control">
      <span className="control-label" aria-hidden>
        {label}
      </span>
      {children}
    </div>
  )
}
