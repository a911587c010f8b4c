import { parseAsStringLiteral } from 'nuqs/server'
import type { ScaleKind } from '#lib/core/chart/value-scale'

/** Scales a chart's vertical axis may have, in the order they are offered. */
export const AXIS_SCALES = ['linear', 'log'] as const satisfies readonly ScaleKind[]

/** Reads the scale of a chart's vertical axis. */
export const parseAsScale = parseAsStringLiteral(AXIS_SCALES).withDefault('linear')
