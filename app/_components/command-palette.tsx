'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { ModalDialog } from '#app/_components/modal-dialog'
import { commandScore } from '#lib/client/palette/command-score'
import type { CommandGroup, PaletteCommand } from '#lib/client/palette/palette-command'
import { placeCommands } from '#lib/client/palette/place-commands'
import { useActionCommands } from '#lib/client/palette/use-action-commands'
import { knownTokensQuery } from '#lib/client/queries/known-tokens-query'
import { useWatchlist } from '#lib/client/watchlist/watchlist'

/** Commands that say on the palette itself what came of them. */
const STAYING: ReadonlySet<string> = new Set(['copy'])

/** Everything within reach of a few letters: tokens, layers, screens and what can be done here. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const { data: board, error } = useQuery(knownTokensQuery(useQueryClient()))
  const watched = useWatchlist()
  const [search, setSearch] = useState('')
  const [done, setDone] = useState('')
  const places = useMemo(() => placeCommands(board ?? null), [board])
  const actions = useActionCommands(board?.tokens ?? [], setDone)
  const [screens, layers, tokens] = places
  // Sixty names are no help before the first letter; the ones under watch are.
  const shownTokens = tokens === undefined || search !== '' ? tokens : onlyWatched(tokens, watched ?? [])
  const groups = [screens, layers, shownTokens, ...actions].filter(
    (group) => group !== undefined && group.commands.length > 0,
  ) as CommandGroup[]
  const perform = (command: PaletteCommand, close: () => void) => {
    if (!STAYING.has(command.id)) close()
    command.run?.()
    if (command.href !== undefined) router.push(command.href)
  }
  return (
    <ModalDialog label="Command palette" className="palette" onClose={onClose}>
      {(close) => (
        <Command label="Tokens, layers, screens and actions" loop vimBindings={false} filter={scoreOf}>
          <Command.Input
            data-first-focus=""
            value={search}
            onValueChange={setSearch}
            placeholder="Token, layer, screen or action"
          />
          <Command.List label="Results">
            <Command.Empty>Nothing here goes by “{search}”.</Command.Empty>
            {groups.map(({ title, commands }) => (
              <Command.Group key={title} heading={title}>
                {commands.map((command) => (
                  <Line key={command.id} command={command} onSelect={() => perform(command, close)} />
                ))}
              </Command.Group>
            ))}
          </Command.List>
          <p className="palette-foot" role="status">
            {done || footWords(board !== undefined, error)}
          </p>
        </Command>
      )}
    </ModalDialog>
  )
}

function Line({ command, onSelect }: { command: PaletteCommand; onSelect: () => void }) {
  const { id, label, hint, hue, keywords = [] } = command
  return (
    <Command.Item value={id} keywords={[label, ...keywords]} onSelect={onSelect}>
      {hue !== undefined && <i className={`dot hue-${hue}`} />}
      <span>{label}</span>
      {hint !== undefined && <small>{hint}</small>}
    </Command.Item>
  )
}

/** The id tells lines apart and is not searched; the label and the further words are. */
function scoreOf(_id: string, search: string, keywords: string[] = []): number {
  const [label = '', ...others] = keywords
  return commandScore(search, label, others)
}

function onlyWatched(tokens: CommandGroup, watched: readonly string[]): CommandGroup {
  const commands = watched.flatMap((id) => tokens.commands.filter((command) => command.id === `token ${id}`))
  return { title: 'Watchlist', commands }
}

function footWords(hasBoard: boolean, error: Error | null): string {
  if (hasBoard) return '↑↓ to choose, Enter to go, Esc to close'
  return error === null ? 'Names are on the way' : `Names could not be had: ${error.message}`
}
