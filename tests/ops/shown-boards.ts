import { createHash } from 'node:crypto'
import { Snapshot } from '#lib/core/contract/snapshot'
import { type Answer, unpacked } from './ask-from.ts'

/** What tells one version of the board from another. */
export type ShownBoard = Pick<Snapshot, 'sequence' | 'asOf' | 'generatedAt'>

/** Every version of the board that readers were shown, and whether all were shown the same bytes of it. */
export class ShownBoards {
  /** Two bodies of one version, in words. */
  readonly unequal: string[] = []
  private readonly byBody = new Map<string, ShownBoard>()
  private readonly bodies = new Map<string, string>()

  /** @throws where it is no board */
  read(answer: Answer): ShownBoard {
    if (answer.status !== 200) throw new Error(`the board answered ${answer.status}`)
    const body = unpacked(answer)
    const hash = createHash('sha1').update(body).digest('hex')
    const known = this.byBody.get(hash)
    if (known !== undefined) return known
    const board = Snapshot.parse(JSON.parse(body.toString()))
    this.byBody.set(hash, board)
    const version = `${board.sequence} of ${board.generatedAt}`
    const other = this.bodies.get(version)
    if (other !== undefined) this.unequal.push(`version ${version} came as two bodies`)
    this.bodies.set(version, hash)
    return board
  }
}
