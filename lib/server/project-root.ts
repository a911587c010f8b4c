import { join } from 'node:path'

/** The folder that holds `package.json`, wherever the process was started from. */
export const PROJECT_ROOT = join(import.meta.dirname, '..', '..')
