import { getRuntime } from '#lib/server/runtime'

/** The folder of the installed product. Bundled code has been moved and cannot tell by itself. */
export function getProjectRoot(): string {
  return getRuntime().projectRoot
}
