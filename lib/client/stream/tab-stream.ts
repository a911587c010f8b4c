import type { Connection } from '#lib/client/stream/connection'
import type { PageEvent, PageLife } from '#lib/client/stream/page-life'
import type { After, StreamMessage, StreamState } from '#lib/client/stream/stream-connection'
import type { TabChannel, TabNews } from '#lib/client/stream/tab-channel'
import type { Contend } from '#lib/client/stream/tab-lead'

/** The tab with the stream is not waited for longer than it may wait for the server. */
const SILENCE_MS = 45_000

/** The stream itself, held by the tab that leads. */
export interface StreamLink {
  start: () => void
  revive: () => void
  stop: () => void
}

interface LinkEvents {
  onMessage: (message: StreamMessage) => void
  onState: (state: StreamState) => void
}

export interface TabStreamOptions {
  connect: (events: LinkEvents) => StreamLink
  contend: Contend
  channel: TabChannel
  page: PageLife
  after: After
  /** How long a hidden tab still keeps or wants the stream, ms. */
  hiddenMs: number
  onMessage: (message: StreamMessage) => void
  onConnection: (connection: Connection) => void
}

/** One tab's part in the one stream of its browser: it leads, or it hears from the tab that does. */
export class TabStream {
  private readonly options: TabStreamOptions
  private link: StreamLink | null = null
  private state: StreamState | 'starting' = 'starting'
  private told: Connection | null = null
  private isOnline = true
  private lastStatus: StreamMessage | null = null
  private withdraw: (() => void) | null = null
  private ends: (() => void)[] = []
  private cancelHidden = () => {}
  private cancelSilence = () => {}

  constructor(options: TabStreamOptions) {
    this.options = options
  }

  start(): void {
    const { channel, page } = this.options
    this.ends = [channel.listen((news) => this.hearTab(news)), page.listen((event) => this.hearPage(event))]
    this.tell()
    if (page.isShown()) this.join()
    else this.hide()
  }

  stop(): void {
    this.leave()
    this.cancelSilence()
    for (const end of this.ends) end()
    this.ends = []
  }

  private join(): void {
    this.cancelHidden()
    this.withdraw ??= this.options.contend(() => this.lead())
    if (this.link === null) this.options.channel.post({ kind: 'hello' })
  }

  private hide(): void {
    this.withdraw ??= this.options.contend(() => this.lead())
    this.cancelHidden()
    this.cancelHidden = this.options.after(this.options.hiddenMs, () => this.leave())
  }

  private leave(): void {
    this.cancelHidden()
    this.withdraw?.()
    this.withdraw = null
  }

  private lead(): () => void {
    const { connect, channel, onMessage } = this.options
    this.cancelSilence()
    const link = connect({
      onMessage: (message) => {
        if (message.event === 'status') this.lastStatus = message
        channel.post({ kind: 'message', message })
        onMessage(message)
      },
      onState: (state) => {
        channel.post({ kind: 'state', state })
        this.turn(state)
      },
    })
    this.link = link
    if (this.isOnline) link.start()
    return () => {
      link.stop()
      this.link = null
      this.turn('starting')
    }
  }

  private hearTab(news: TabNews): void {
    if (this.link !== null) {
      if (news.kind === 'hello') this.greet()
      return
    }
    if (news.kind === 'state') this.turn(news.state)
    if (news.kind !== 'message') return
    this.cancelSilence()
    this.cancelSilence = this.options.after(SILENCE_MS, () => this.turn('polling'))
    if (news.message.event !== 'bye') this.turn('streaming')
    this.options.onMessage(news.message)
  }

  /** Tells a newcomer how things are and what the server holds. */
  private greet(): void {
    const { channel } = this.options
    if (this.lastStatus !== null) channel.post({ kind: 'message', message: this.lastStatus })
    if (this.state !== 'starting') channel.post({ kind: 'state', state: this.state })
  }

  private hearPage(event: PageEvent): void {
    if (event === 'hidden') this.hide()
    else if (event === 'left') this.leave()
    else if (event === 'shown') {
      this.join()
      if (this.isOnline) this.link?.revive()
    } else {
      this.isOnline = event === 'online'
      if (this.isOnline) this.link?.start()
      else this.link?.stop()
      this.tell()
    }
  }

  private turn(state: StreamState | 'starting'): void {
    this.state = state
    this.tell()
  }

  private tell(): void {
    const connection = this.isOnline ? this.state : 'offline'
    if (connection === this.told) return
    this.told = connection
    this.options.onConnection(connection)
  }
}
