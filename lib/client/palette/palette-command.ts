/** One line of the command palette. */
export interface PaletteCommand {
  /** Unique among all commands. */
  id: string
  label: string
  /** Small words at the right edge: the symbol, the kind. */
  hint?: string
  /** Further words it is found by. */
  keywords?: readonly string[]
  /** Hue of the dot before it; none without. */
  hue?: number
  /** Where it leads; a command either leads somewhere or does something. */
  href?: string
  run?: () => void
}

export interface CommandGroup {
  title: string
  commands: readonly PaletteCommand[]
}
