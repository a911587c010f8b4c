/** Changes some parameters of a screen's address; `null` takes one out. The promise resolves once the address has changed. */
export type SetParams<View> = (
  change: { [Param in keyof View]?: View[Param] | null },
) => Promise<URLSearchParams>
