/** Whether this is `npm run test:full`, which has time for long rows. */
export const isFullRun = process.env.FULL_TESTS === '1'
