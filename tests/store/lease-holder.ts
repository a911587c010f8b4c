import { SqliteLease } from '#lib/server/store/sqlite/sqlite-lease'

/** Run as a process of its own: holds the lease of the folder given until it is killed. */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('lease-holder needs the data folder as its argument')

process.stdout.write(`${await new SqliteLease(folder).take()}\n`)
setInterval(() => {}, 60_000)
