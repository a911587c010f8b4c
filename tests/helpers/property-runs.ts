import fc from 'fast-check'

/** Every property is tried a thousand times unless a test asks for more or, being slow, for fewer. */
fc.configureGlobal({ numRuns: 1000 })
