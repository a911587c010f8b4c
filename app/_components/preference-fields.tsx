'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { NativeSelect } from '#app/_components/native-select'
import { PALETTES, type Preferences, ZONES } from '#lib/client/preferences/parse-preferences'
import { usePreferences } from '#lib/client/preferences/preferences'
import { setTheme, THEMES, useTheme } from '#lib/client/preferences/theme'
import { usePrefer } from '#lib/client/preferences/use-prefer'
import { localZone } from '#lib/client/preferences/use-time-zone'
import { knownTokensQuery } from '#lib/client/queries/known-tokens-query'
import { BOARD_RANGES, DENSITIES } from '#lib/client/view/view-params'
import { DENSITY_WORDS, PALETTE_WORDS, THEME_WORDS } from '#lib/client/words/preference-words'
import { RANGE_WORDS, WEIGHTING_WORDS } from '#lib/client/words/wording'
import { WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { DIRECTION_ARROW } from '#lib/core/format/direction'
import { zoneLabel } from '#lib/core/format/format-date-time'
import { formatPercent } from '#lib/core/format/format-percent'

interface PreferenceFieldsProps {
  /** Told after each change whether it is kept. */
  onChange: (isKept: boolean) => void
}

function optionsOf<T extends string>(values: readonly T[], words: Readonly<Record<T, string>>) {
  return values.map((value) => ({ value, label: words[value] }))
}

/** What an address can state goes into the one shown at once; the rest changes the look of every screen. */
export function PreferenceFields({ onChange }: PreferenceFieldsProps) {
  const preferences = usePreferences()
  const theme = useTheme()
  const change = usePrefer()
  const prefer = (changed: Partial<Preferences>) => onChange(change(changed))
  return (
    <>
      <section aria-labelledby="preferred-view">
        <h3 id="preferred-view">Where an address does not say</h3>
        <NativeSelect
          label="Range"
          value={preferences.range}
          options={optionsOf(BOARD_RANGES, RANGE_WORDS)}
          onChange={(range) => prefer({ range })}
        />
        <CurrencyField currency={preferences.currency} onChange={(currency) => prefer({ currency })} />
        <NativeSelect
          label="Weighting"
          value={preferences.weighting}
          options={WEIGHTINGS.map((value) => ({ value, label: WEIGHTING_WORDS[value].name }))}
          onChange={(weighting) => prefer({ weighting })}
        />
        <NativeSelect
          label="Table rows"
          value={preferences.density}
          options={optionsOf(DENSITIES, DENSITY_WORDS)}
          onChange={(density) => prefer({ density })}
        />
      </section>
      <section aria-labelledby="preferred-look">
        <h3 id="preferred-look">On every screen</h3>
        <NativeSelect
          label="Theme"
          value={theme}
          options={optionsOf(THEMES, THEME_WORDS)}
          onChange={(next) => onChange(setTheme(next))}
        />
        <NativeSelect
          label="Gain and loss"
          value={preferences.palette}
          options={optionsOf(PALETTES, PALETTE_WORDS)}
          onChange={(palette) => prefer({ palette })}
        />
        <PaletteSample />
        <NativeSelect
          label="Clock times"
          value={preferences.zone}
          options={optionsOf(ZONES, { utc: 'UTC', local: localZoneWords() })}
          onChange={(zone) => prefer({ zone })}
        />
        <p className="preference-note">Daily closes and their dates stay in UTC: a day ends at 00:00 UTC.</p>
      </section>
    </>
  )
}

interface CurrencyFieldProps {
  currency: string | null
  onChange: (currency: string | null) => void
}

/** Offers what the server offers; the first is its own. */
function CurrencyField({ currency, onChange }: CurrencyFieldProps) {
  const { data } = useQuery(knownTokensQuery(useQueryClient()))
  const offered = data?.currencies ?? []
  const all = currency === null || offered.includes(currency) ? offered : [...offered, currency]
  const options = [
    { value: '', label: "The server's own" },
    ...all.map((code) => ({ value: code, label: code.toUpperCase() })),
  ]
  return (
    <NativeSelect
      label="Currency"
      value={currency ?? ''}
      options={options}
      onChange={(code) => onChange(code === '' ? null : code)}
    />
  )
}

const SAMPLE = 0.0231

/** What a gain and a loss look like now. */
function PaletteSample() {
  return (
    <p className="palette-sample" aria-hidden>
      <span className="headline up">
        <span className="arrow">{DIRECTION_ARROW.up}</span>
        {formatPercent(SAMPLE).text}
      </span>
      <span className="headline down">
        <span className="arrow">{DIRECTION_ARROW.down}</span>
        {formatPercent(-SAMPLE).text}
      </span>
    </p>
  )
}

function localZoneWords(): string {
  const zone = localZone()
  return `This computer's: ${zone} (${zoneLabel(Date.now(), zone)})`
}
