import type { Snapshot } from '#lib/core/contract/snapshot'
import { formatUtcDateTime } from '#lib/core/format/format-time'
import type { Preview } from '#lib/core/preview/preview'
import { PLAIN_PREVIEW } from '#lib/core/preview/still-previews'
import { isAppError } from '#lib/server/errors'
import { getSnapshot } from '#lib/server/services/get-snapshot'

/** What a link preview says in words. */
export interface PreviewWords {
  title: string
  description: string
}

/** Title and description of a screen from its numbers, with their date; the plain ones before the first data. */
export async function getPreviewWords(
  previewOf: (snapshot: Snapshot) => Preview | null,
): Promise<PreviewWords> {
  const snapshot = await getPreviewSnapshot()
  const preview = snapshot === null ? null : previewOf(snapshot)
  if (snapshot === null || preview === null)
    return { title: PLAIN_PREVIEW.headline, description: PLAIN_PREVIEW.description }
  const recorded = snapshot.source === 'recorded' ? 'Recorded data as of' : 'As of'
  return {
    title: preview.headline,
    description: `${preview.description} ${recorded} ${formatUtcDateTime(snapshot.asOf)}.`,
  }
}

/** The board link previews are made of; `null` before the first data. */
export async function getPreviewSnapshot(): Promise<Snapshot | null> {
  try {
    return await getSnapshot({ weighting: 'capped', scope: 'core' })
  } catch (error) {
    if (isAppError(error) && error.code === 'not_ready') return null
    throw error
  }
}
