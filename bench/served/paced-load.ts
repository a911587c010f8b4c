import { Agent, get } from 'node:http'

const CONNECTIONS = 16

export interface PacedLoad {
  url: string
  /** Requests a second. */
  rate: number
  seconds: number
}

/**
 * How long each answer took, ms, of requests that leave at their time whatever the ones before do: counted from that
 * time, so that a wait for a connection counts too.
 */
export async function pacedLoad({ url, rate, seconds }: PacedLoad): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const startedAt = performance.now()
  const answers: Promise<number>[] = []
  const count = rate * seconds
  while (answers.length < count) {
    const due = startedAt + (answers.length * 1000) / rate
    if (performance.now() < due) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      continue
    }
    const at = answers.length % 4000
    const answer = askOnce({ url, agent, client: `10.${at >> 8}.${at & 255}.1`, due })
    // Told once all have left.
    answer.catch(() => {})
    answers.push(answer)
  }
  const latencies = await Promise.all(answers)
  agent.destroy()
  return latencies
}

interface Question {
  url: string
  agent: Agent
  client: string
  /** When it ought to leave, on the monotonic clock, ms. */
  due: number
}

function askOnce({ url, agent, client, due }: Question): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'x-forwarded-for': client } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`))
      response.on('end', () => resolve(performance.now() - due)).resume()
    })
    request.on('error', reject)
  })
}
