import { type StackNames, stackNames } from '#lib/core/stack/stack-names'
import { getRuntime } from '#lib/server/runtime'
import { remember } from '#lib/server/services/remember'

/** Every token and layer of the mapping in force by what people call it. */
export async function getNames(): Promise<StackNames> {
  const { stack, sha256 } = getRuntime().stackFile.current()
  return remember('names', sha256, 2, () => stackNames(stack))
}
