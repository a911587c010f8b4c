import { describe, expect, it } from 'vitest'
import { LoadGauge, SHED_ORDER } from '#lib/server/front/load-gauge'

function gaugeWith(inFlight: number, lagMs: number): LoadGauge {
  const gauge = new LoadGauge(() => lagMs)
  gauge.inFlight = inFlight
  return gauge
}
const shed = (gauge: LoadGauge) => SHED_ORDER.filter((kind) => gauge.mustShed(kind))

describe('LoadGauge', () => {
  it('refuses nothing while there is little to do, even on a machine that is busy with something else', () => {
    expect(shed(gaugeWith(0, 0))).toEqual([])
    expect(shed(gaugeWith(3, 2000))).toEqual([])
  })

  it('refuses exports first and pages last as the event loop falls behind', () => {
    expect(shed(gaugeWith(20, 120))).toEqual(['export'])
    expect(shed(gaugeWith(20, 220))).toEqual(['export', 'analysis'])
    expect(shed(gaugeWith(20, 400))).toEqual(['export', 'analysis', 'stream'])
    expect(shed(gaugeWith(20, 600))).toEqual([...SHED_ORDER])
  })

  it('refuses in the same order as answers pile up', () => {
    expect(shed(gaugeWith(64, 0))).toEqual(['export'])
    expect(shed(gaugeWith(256, 0))).toEqual([...SHED_ORDER])
  })

  it('counts work as long as it lasts, also when it fails', async () => {
    const gauge = new LoadGauge(() => 0)
    const work = Promise.withResolvers<void>()
    const running = gauge.run(() => work.promise)
    expect(gauge.inFlight).toBe(1)
    work.reject(new Error('no'))
    await expect(running).rejects.toThrow('no')
    expect(gauge.inFlight).toBe(0)
  })
})
