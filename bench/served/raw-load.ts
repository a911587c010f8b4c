import { connect, type Socket } from 'node:net'

const CONNECTIONS = 16
/** Coprime to the number of clients, so that every connection comes to speak for each of them. */
const STEP = 97
/** Addresses the load claims to come from, so that no client asks more than one may. */
const CLIENTS = 4000

export interface RawLoad {
  url: string
  headers: Readonly<Record<string, string>>
  seconds: number
  /** Status every answer must have. */
  status: number
  /** Default 16. */
  connections?: number
}

/**
 * Answers a second over kept connections, one request at a time on each. Answers to the same question have the same
 * length, so only bytes are counted: a client that reads headers would itself be what is measured.
 */
export async function rawLoad({
  url,
  headers,
  seconds,
  status,
  connections = CONNECTIONS,
}: RawLoad): Promise<number> {
  const { hostname, port, pathname, search } = new URL(url)
  const questions = Array.from({ length: CLIENTS }, (_, at) => {
    const all = { host: 'localhost', ...headers, 'x-forwarded-for': `10.${at >> 8}.${at & 255}.1` }
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
    return Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`)
  })
  const target = { host: hostname, port: Number(port) }
  const length = await lengthOf(target, questions[0] ?? Buffer.alloc(0), status)
  const workers = Array.from({ length: connections }, (_, at) => new Asker(target, questions, length, at))
  const startedAt = performance.now()
  await Promise.all(workers.map((worker) => worker.run(seconds * 1000)))
  const answers = workers.reduce((sum, worker) => sum + worker.answers, 0)
  return answers / ((performance.now() - startedAt) / 1000)
}

interface Target {
  host: string
  port: number
}

class Asker {
  answers = 0
  private readonly target: Target
  private readonly questions: readonly Buffer[]
  private readonly length: number
  private at: number

  constructor(target: Target, questions: readonly Buffer[], length: number, at: number) {
    this.target = target
    this.questions = questions
    this.length = length
    this.at = at
  }

  run(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const until = performance.now() + ms
      const socket = connect(this.target, () => this.ask(socket))
      let received = 0
      socket.on('data', (chunk: Buffer) => {
        received += chunk.length
        if (received < this.length) return
        if (received > this.length) return void socket.destroy(new Error('answers differ in length'))
        received = 0
        this.answers += 1
        if (performance.now() < until) this.ask(socket)
        else socket.end()
      })
      socket.on('error', reject)
      socket.on('close', () => resolve())
    })
  }

  private ask(socket: Socket): void {
    this.at = (this.at + STEP) % this.questions.length
    socket.write(this.questions[this.at] ?? '')
  }
}

/** The bytes of one whole answer, its head included. */
function lengthOf(target: Target, question: Buffer, status: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(target, () => socket.write(question))
    let answer = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      answer = Buffer.concat([answer, chunk])
      const head = answer.indexOf('\r\n\r\n')
      if (head === -1) return
      const text = answer.subarray(0, head).toString('latin1')
      if (!text.startsWith(`HTTP/1.1 ${status} `)) return void socket.destroy(new Error(`answered ${text}`))
      const total = head + 4 + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
      if (answer.length >= total) {
        socket.destroy()
        resolve(total)
      }
    })
    socket.on('error', reject)
  })
}
