import { sparklinePath } from '#lib/core/chart/time/sparkline-path'
import { ATTRIBUTION } from '#lib/core/contract/vocabulary'
import type { Direction } from '#lib/core/format/direction'
import type { Preview, PreviewFigure } from '#lib/core/preview/preview'
import { PREVIEW_COLOURS as COLOURS, previewHue } from '#lib/core/preview/preview-colours'

/** When the numbers are of; `null` before the first data. */
export interface PreviewStamp {
  asOf: string
  isRecorded: boolean
}

interface PreviewPictureProps {
  preview: Preview
  stamp: PreviewStamp | null
}

const LINE = { width: 420, height: 96 }

/** One screen as a picture of 1200 × 630. Drawn by Satori: flex boxes and inline styles only, every text Latin. */
export function PreviewPicture({ preview, stamp }: PreviewPictureProps) {
  const { title, lead, figures, hue, line } = preview
  const path = sparklinePath(line, LINE)
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        width: '100%',
        height: '100%',
        padding: '44px 56px 36px',
        background: COLOURS.ground,
        color: COLOURS.text,
        fontFamily: 'Geist',
        fontSize: 28,
      }}
    >
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}>
        <Brand />
        {stamp?.isRecorded === true && <RecordedMark />}
      </div>
      <div style={{ display: 'flex', flex: 1, marginTop: 36 }}>
        <div style={{ display: 'flex', flexDirection: 'column', width: 480 }}>
          <div style={{ display: 'flex', alignItems: 'center' }}>
            {hue !== null && (
              <div style={{ width: 8, height: 56, marginRight: 20, background: previewHue(hue) }} />
            )}
            <div style={{ display: 'flex', fontSize: 52, fontWeight: 600, lineHeight: 1.1 }}>
              {latin(title)}
            </div>
          </div>
          {lead !== null && <Lead figure={lead} />}
          {path !== '' && <WeekLine path={path} hue={hue} />}
        </div>
        <div style={{ display: 'flex', flexDirection: 'column', flex: 1, marginLeft: 48 }}>
          {figures.map((figure) => (
            <Row key={figure.label} figure={figure} />
          ))}
        </div>
      </div>
      <div
        style={{ display: 'flex', justifyContent: 'space-between', fontSize: 22, color: COLOURS['text-2'] }}
      >
        <div style={{ display: 'flex' }}>
          {stamp === null ? 'Waiting for first data' : `As of ${stamp.asOf}`}
        </div>
        <div style={{ display: 'flex' }}>{ATTRIBUTION.text}</div>
      </div>
    </div>
  )
}

function WeekLine({ path, hue }: { path: string; hue: number | null }) {
  return (
    <div style={{ display: 'flex', flexDirection: 'column', marginTop: 36 }}>
      <svg width={LINE.width} height={LINE.height + 8} aria-hidden>
        <path
          d={path}
          transform="translate(0 4)"
          fill="none"
          stroke={hue === null ? COLOURS['text-2'] : previewHue(hue)}
          strokeWidth={3}
        />
      </svg>
      <div style={{ display: 'flex', fontSize: 20, color: COLOURS['text-3'] }}>7 days</div>
    </div>
  )
}

function Brand() {
  const strata = [
    { hue: 4, left: 12, width: 30 },
    { hue: 3, left: 6, width: 26 },
    { hue: 2, left: 9, width: 33 },
    { hue: 1, left: 0, width: 36 },
  ]
  return (
    <div style={{ display: 'flex', alignItems: 'center', fontSize: 32, fontWeight: 600 }}>
      <div style={{ display: 'flex', flexDirection: 'column', marginRight: 16 }}>
        {strata.map(({ hue, left, width }) => (
          <div
            key={hue}
            style={{ width, height: 7, margin: `2px 0 2px ${left}px`, background: previewHue(hue) }}
          />
        ))}
      </div>
      Strata
    </div>
  )
}

function RecordedMark() {
  return (
    <div
      style={{
        display: 'flex',
        padding: '6px 16px',
        borderRadius: 6,
        background: COLOURS.alert,
        color: COLOURS['alert-text'],
        fontSize: 24,
        fontWeight: 600,
      }}
    >
      Recorded data
    </div>
  )
}

function Lead({ figure }: { figure: PreviewFigure }) {
  return (
    <div style={{ display: 'flex', flexDirection: 'column', marginTop: 32 }}>
      <div style={{ display: 'flex', fontSize: 24, color: COLOURS['text-2'] }}>{latin(figure.label)}</div>
      <div style={{ display: 'flex', alignItems: 'center', fontSize: 68, fontWeight: 600 }}>
        <Value figure={figure} arrow={30} />
      </div>
    </div>
  )
}

function Row({ figure }: { figure: PreviewFigure }) {
  return (
    <div
      style={{
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'space-between',
        height: 76,
        paddingLeft: figure.hue === null ? 0 : 20,
        borderTop: `1px solid ${COLOURS.line}`,
        borderLeft: figure.hue === null ? 'none' : `6px solid ${previewHue(figure.hue)}`,
      }}
    >
      <div style={{ display: 'flex', color: COLOURS.text }}>{latin(figure.label)}</div>
      <div style={{ display: 'flex', alignItems: 'center', fontSize: 32, fontWeight: 600 }}>
        <Value figure={figure} arrow={16} />
      </div>
    </div>
  )
}

/** Arrow, sign and number; the font has no arrows, so they are drawn. */
function Value({ figure: { text, way }, arrow }: { figure: PreviewFigure; arrow: number }) {
  const colour = colourOf(way)
  return (
    <div style={{ display: 'flex', alignItems: 'center', color: colour }}>
      {(way === 'up' || way === 'down') && (
        <svg width={arrow} height={arrow} viewBox="0 0 10 10" style={{ marginRight: arrow / 2 }} aria-hidden>
          <path d={way === 'up' ? 'M5 1L10 9L0 9Z' : 'M0 1L10 1L5 9Z'} fill={colour} />
        </svg>
      )}
      {latin(text)}
    </div>
  )
}

function colourOf(way: Direction | null): string {
  if (way === 'up') return COLOURS['up-text']
  if (way === 'down') return COLOURS['down-text']
  return way === 'unknown' ? COLOURS['text-3'] : COLOURS.text
}

/** For a letter that is not in the font the renderer would ask the network: names keep to what the font has. */
function latin(text: string): string {
  return text.replace(/[^\u0020-\u007e\u00a0-\u024f\u2013\u2014\u2018-\u201d\u2026\u20ac\u2212]/g, '?')
}
