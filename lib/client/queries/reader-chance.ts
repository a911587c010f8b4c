/** This page's share of chance, 0 ≤ x < 1, so that pages opened together do not ask together. */
export const readerChance = Math.random()
