import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { dockerIgnore } from './docker-ignore.ts'
import { environmentOf, execForm, readDockerfile, textsOf } from './read-dockerfile.ts'

const file = (name: string) => readFileSync(join(PROJECT_ROOT, name), 'utf8')
const text = file('Dockerfile')
const stages = readDockerfile(text)
const last = stages.at(-1)

describe('Dockerfile', () => {
  it('stands on the Node the project pins, by its whole version', () => {
    const { node } = JSON.parse(file('package.json')).dependencies
    expect(stages.map(({ image }) => image)).toEqual(stages.map(() => `node:${node}-bookworm-slim`))
  })

  it('builds in one stage and serves in another', () => {
    expect(stages.map(({ name }) => name)).toEqual(['build', null])
    expect(textsOf(stages[0], 'RUN').join('\n')).toContain('next/dist/bin/next build')
    expect(textsOf(last, 'RUN').join('\n')).not.toMatch(/npm|next/)
  })

  it('installs from the lock file, without scripts of packages, before it copies sources', () => {
    const steps = stages[0]?.steps.map(({ instruction, text: rest }) => `${instruction} ${rest}`) ?? []
    const install = steps.indexOf('RUN npm ci --ignore-scripts')
    expect(install).toBeGreaterThan(steps.indexOf('COPY package.json package-lock.json .npmrc ./'))
    expect(steps.indexOf('COPY app app')).toBeGreaterThan(install)
  })

  it('serves as a user that is not root, named by number', () => {
    expect(textsOf(last, 'USER')).toEqual(['1000:1000'])
  })

  it('starts Node itself, so that the signal that ends it arrives', () => {
    expect(execForm(textsOf(last, 'CMD')[0] ?? '')).toEqual(['node', 'lib/server/main.ts'])
    expect(textsOf(last, 'ENTRYPOINT')).toEqual([])
    expect(textsOf(last, 'STOPSIGNAL')).toEqual(['SIGTERM'])
  })

  it('asks for its liveness without a shell', () => {
    const [check = ''] = textsOf(last, 'HEALTHCHECK')
    expect(execForm(check)?.join(' ')).toContain('/healthz')
  })

  it('listens to everyone and keeps its data on the one volume', () => {
    expect(environmentOf(last)).toMatchObject({
      NODE_ENV: 'production',
      HOST: '0.0.0.0',
      PORT: '3000',
      STRATA_DATA_DIR: '/data',
    })
    expect(textsOf(last, 'VOLUME')).toEqual(['/data'])
    expect(textsOf(last, 'EXPOSE')).toEqual(['3000'])
  })

  it('knows no secret, fetches nothing by address and stands on no moving tag', () => {
    expect(text).not.toMatch(/API_KEY|PASSWORD|TOKEN|DATABASE_URL=/)
    expect(text).not.toMatch(/^ADD |curl|wget|:latest/m)
  })
})

describe('.dockerignore', () => {
  const isSent = dockerIgnore(file('.dockerignore'))

  it('sends what the image is built from', () => {
    const copied = textsOf(stages[0], 'COPY').flatMap((copy) => copy.split(/\s+/).slice(0, -1))
    expect(copied.filter((path) => !isSent(path))).toEqual([])
    expect(isSent('lib/server/main.ts')).toBe(true)
  })

  it.each([
    '.env',
    '.env.local',
    'lib/.env',
    '.git/config',
    '.strata/strata.db',
    '.next/BUILD_ID',
    'tests/run.ts',
  ])('keeps %s out', (path) => {
    expect(isSent(path)).toBe(false)
  })
})

describe('the shipped proxy and the shipped instances', () => {
  const addresses = (name: string) =>
    [...file(name).matchAll(/(?:ipv4_address: |server )(172\.[\d.]+)/g)].map(([, one]) => one)

  it('name the same addresses', () => {
    const instances = addresses('compose.yaml')
    // In each of its three groups.
    expect(addresses('ops/nginx-upstream.conf')).toEqual([...instances, ...instances, ...instances])
    expect(addresses('compose.yaml')).toHaveLength(3)
  })

  it('agree on one hop of X-Forwarded-For', () => {
    expect(file('compose.yaml')).toContain('STRATA_TRUSTED_PROXIES: "1"')
    expect(file('ops/nginx.conf')).toContain('proxy_set_header X-Forwarded-For $remote_addr;')
  })

  it('set only variables the board knows', () => {
    const known = new Set([...file('.env.example').matchAll(/\b([A-Z][A-Z_]+)=/g)].map(([, name]) => name))
    const set = [...file('compose.yaml').matchAll(/^ {4}((?:STRATA|COINGECKO)_\w+):/gm)].map(
      ([, name]) => name,
    )
    expect(set.length).toBeGreaterThan(5)
    expect(set.filter((name) => !known.has(name))).toEqual([])
  })
})
