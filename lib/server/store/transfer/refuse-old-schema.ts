import { StartError } from '#lib/server/errors'

/** @throws StartError for a database that is to be read as it is but whose schema lacks migrations */
export function refuseOldSchema(pending: readonly string[], name: string): void {
  if (pending.length > 0)
    throw new StartError(
      `The schema of ${name} lacks ${pending.join(', ')}: run "npm run store -- migrate" first.`,
    )
}
