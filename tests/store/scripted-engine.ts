import { type FaultKind, StorageFault } from '#lib/server/store/storage-fault'
import type { OpenedStore, StoreEngine } from '#lib/server/store/store-engine'
import { MemoryStore } from '../helpers/memory-store.ts'

/** A database in memory that fails as it is told to. */
export class ScriptedEngine implements StoreEngine {
  store = new ScriptedStore()
  /** While set, opening fails with it. */
  shut: FaultKind | null = null
  /** While set, reading alone works though opening does not. */
  isReadable = false
  inPlace = true
  opened = 0
  repaired = 0
  madeRoom = 0
  laterFault: Promise<StorageFault | null> = Promise.resolve(null)

  async open(): Promise<OpenedStore> {
    if (this.shut) throw new StorageFault(this.shut)
    this.opened += 1
    this.inPlace = true
    return this.openedStore(() => this.inPlace)
  }

  async openForReading(): Promise<OpenedStore> {
    if (!this.isReadable) throw new StorageFault('failing')
    return this.openedStore(() => true)
  }

  explain(error: unknown): StorageFault | null {
    return error instanceof StorageFault ? error : null
  }

  async repair(): Promise<string> {
    this.repaired += 1
    this.shut = null
    this.store = new ScriptedStore()
    return 'The database was damaged and has been put aside'
  }

  async makeRoom(): Promise<void> {
    this.madeRoom += 1
  }

  lastBackupAt(): number | null {
    return null
  }

  private openedStore(isInPlace: () => boolean): OpenedStore {
    const { store, laterFault } = this
    return { store, laterFault, isInPlace, tend: async () => null, close: async () => {} }
  }
}

/** Refuses writes, and reads too where it is told to, with the fault given. */
export class ScriptedStore extends MemoryStore {
  refuses: FaultKind | null = null
  refusesReads: FaultKind | null = null
  /** While set, history cannot be read. */
  refusesHistory: FaultKind | null = null
  /** Stores the next batch and then fails, as when the way to the database breaks over its answer. */
  losesAnswer = false
  poisoned = false

  override async saveBatch(...args: Parameters<MemoryStore['saveBatch']>): Promise<void> {
    if (this.poisoned && args[0].sequence === 2) throw new RangeError('NaN cannot be stored')
    this.obey(this.refuses)
    await super.saveBatch(...args)
    const isLost = this.losesAnswer
    this.losesAnswer = false
    this.obey(isLost ? 'unreachable' : null)
  }

  override async saveHistory(...args: Parameters<MemoryStore['saveHistory']>): Promise<void> {
    this.obey(this.refuses)
    await super.saveHistory(...args)
  }

  override async recordCall(...args: Parameters<MemoryStore['recordCall']>): Promise<void> {
    this.obey(this.refuses)
    await super.recordCall(...args)
  }

  override async addCredits(...args: Parameters<MemoryStore['addCredits']>): Promise<void> {
    this.obey(this.refuses)
    await super.addCredits(...args)
  }

  override async saveFeedState(...args: Parameters<MemoryStore['saveFeedState']>): Promise<void> {
    this.obey(this.refuses)
    await super.saveFeedState(...args)
  }

  override async loadLatestBatches(): ReturnType<MemoryStore['loadLatestBatches']> {
    this.obey(this.refusesReads)
    return super.loadLatestBatches()
  }

  override async loadHistory(
    ...args: Parameters<MemoryStore['loadHistory']>
  ): ReturnType<MemoryStore['loadHistory']> {
    this.obey(this.refusesHistory)
    return super.loadHistory(...args)
  }

  private obey(fault: FaultKind | null): void {
    if (fault) throw new StorageFault(fault)
  }
}
