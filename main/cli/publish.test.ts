import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../app/publish/http-port.ts'
import { createFakeCluster } from '../../app/publish/testing-kit/fake-cluster.ts'
import { runMillrace } from './testing-kit/run-millrace.ts'

// Publishing from the command line, over a real socket to a cluster in memory.

const sample = fileURLToPath(new URL('../../resources/sample', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'millrace-publish-'))
const project = join(folder, 'project')
const workspace = join(folder, 'shop.millrace')
const cluster = createFakeCluster({ ticksToStart: 1 })
const calls: string[] = []
let server: Server
let url = ''

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    calls.push(`${request.method} ${url}${request.url}${body === '' ? '' : `\n${body}`}`)
    const answer = await cluster.http({
      ...{ method: request.method as HttpRequest['method'], url: request.url ?? '', timeoutMs: 1 },
      ...(body === '' ? {} : { body }),
    })
    response.statusCode = answer.ok ? answer.value.status : 500
    response.end(answer.ok ? answer.value.text : '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  await importWithTargets()
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function importWithTargets(): Promise<void> {
  await runMillrace('import', sample, workspace)
  await runMillrace('export', workspace, project)
  const file = join(project, 'millrace.json')
  const document = JSON.parse(readFileSync(file, 'utf8'))
  const target = (name: string, gatewayUrl: string) => ({
    ...{ id: `target_${name}`, name, kind: 'sql-gateway', gatewayUrl, restUrl: url, environment: 'test' },
  })
  document.targets = [target('here', url), target('nowhere', 'http://127.0.0.1:1')]
  writeFileSync(file, JSON.stringify(document))
  await runMillrace('import', project, workspace, '--replace')
}

const publish = (...words: readonly string[]) =>
  runMillrace('publish', 'Clean orders', '--workspace', workspace, ...words)
/** The calls of a dry run, with what only the real one could know put in. */
const shownCalls = (stdout: string): readonly string[] =>
  stdout
    .split(/\n\n# .*\n/)
    .slice(1)
    .map((call) => call.trimEnd())

describe('millrace publish', () => {
  let shown: readonly string[] = []

  it('shows every call without making one, and without making a version', async () => {
    const { status, stdout } = await publish('--target', 'here', '--dry-run')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^v00001 \(to be made\) to here: \d+ calls\n/)
    shown = shownCalls(stdout)
    expect(shown.at(0)).toMatch(/^POST http:\S+\/v2\/sessions\n\{/)
    expect(calls).toEqual([])
    expect((await runMillrace('diff', 'Clean orders', '1', 'now', '--workspace', workspace)).status).toBe(2)
  })

  it('makes a version and starts one job with exactly the calls that were shown', async () => {
    const { status, stdout } = await publish('--target', 'here', '--note', 'first', '--json')
    expect(status).toBe(0)
    const { version, publication } = JSON.parse(stdout)
    expect(version).toMatchObject({ number: 1, label: 'v00001', isNew: true })
    expect(publication).toMatchObject({ state: 'published', version: version.id })
    expect(cluster.ledger).toEqual([publication.jobId])
    const filled = shown.map((call) =>
      call
        .replaceAll('#{job-id}', `#${publication.jobId.slice(0, 8)}`)
        .replaceAll('{job-id}', publication.jobId)
        .replaceAll('{session}', 'session-1')
        .replaceAll('{operation}', 'operation-2'),
    )
    const made = calls.filter((call, index) => calls.indexOf(call) === index)
    expect(made.filter((call) => !call.includes('/jobs/'))).toEqual(filled)
  })

  it('takes the version that is there while the flow is the same, and refuses a second job', async () => {
    const { status, stderr } = await publish('--target', 'here')
    expect(status).toBe(1)
    expect(stderr).toContain('is RUNNING on here: stop it first')
    expect(cluster.ledger).toHaveLength(1)
    expect(await publish('--target', 'here', '--version', 'v00001', '--dry-run')).toMatchObject({ status: 0 })
    expect(await publish('--target', 'here', '--version', '2')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there are: v00001'),
    })
  })

  it('says that a gateway cannot be reached and that nothing was started', async () => {
    const { status, stderr } = await publish('--target', 'nowhere')
    expect(status).toBe(1)
    expect(stderr).toContain('was not published on nowhere: the gateway opened no session; nothing was started')
  })

  it('says which targets there are', async () => {
    expect(await publish()).toMatchObject({ status: 2, stderr: expect.stringContaining('there are: here, nowhere') })
    expect((await publish('--target', 'elsewhere')).status).toBe(2)
  })

  it('shows the calls for a flow in text files to any pair of addresses, and sends nothing from there', async () => {
    const flow = join(project, 'flows/Clean-orders')
    const pair = ['--gateway', 'http://gateway:8083', '--rest', 'http://flink:8081']
    const { status, stdout } = await runMillrace('publish', flow, '--dry-run', '--json', ...pair)
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      version: { label: 'v00001', isNew: true },
      calls: expect.arrayContaining([
        expect.objectContaining({ method: 'POST', url: 'http://gateway:8083/v2/sessions' }),
      ]),
    })
    expect(await runMillrace('publish', flow, '--target', 'here')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('millrace import'),
    })
    expect((await runMillrace('publish', flow, ...pair)).status).toBe(2)
  })

  it('does not publish a flow with errors: it says where they are', async () => {
    const file = join(project, 'flows/Clean-orders/flow.json')
    const sql = JSON.parse(readFileSync(file, 'utf8')).nodes.find(
      ({ config }: { config: { sqlFile?: string } }) => config.sqlFile !== undefined,
    ).config.sqlFile
    const path = join(project, 'flows/Clean-orders', sql)
    const before = readFileSync(path, 'utf8')
    writeFileSync(path, before.replace(/SELECT/i, 'SELECT nonsuch,'))
    const { status, stderr } = await runMillrace(
      'publish',
      join(project, 'flows/Clean-orders'),
      '--target',
      'here',
      '--dry-run',
    )
    expect(status).toBe(1)
    expect(stderr).toContain(`${sql}:`)
    await runMillrace('import', project, workspace, '--replace')
    expect(await publish('--target', 'here')).toMatchObject({ status: 1, stdout: '' })
    writeFileSync(path, `${before.trimEnd()}\n  AND 1 = 1\n`)
    await runMillrace('import', project, workspace, '--replace')
  })

  it('needs a workspace', async () => {
    const nowhere = join(folder, 'none.millrace')
    expect((await runMillrace('publish', 'x', '--workspace', nowhere, '--target', 'here')).status).toBe(3)
    expect(existsSync(nowhere)).toBe(false)
  })
})

describe('millrace diff', () => {
  const diff = (...words: readonly string[]) => runMillrace('diff', 'Clean orders', ...words, '--workspace', workspace)

  it('tells what changed in nodes and in the script', async () => {
    const { status, stdout } = await diff('1', 'now')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^~ node \S+ query \(see the script\)\n\nscript v00001 → now\n/)
    expect(stdout).toMatch(/^\+ .*AND 1 = 1/m)
  })

  it('is a document for programs', async () => {
    const document = JSON.parse((await diff('v00001', 'now', '--json')).stdout)
    expect(document).toMatchObject({
      ...{ from: 'v00001', to: 'now', flow: [] },
      nodes: { added: [], removed: [], moved: [], changed: [{ changes: [{ path: 'config.sql' }] }] },
      edges: { added: [], removed: [] },
    })
    expect(document.script.every(({ change }: { change: string }) => change !== ' ')).toBe(true)
  })

  it('says that versions are equal, and which there are', async () => {
    expect(await diff('1', '1')).toMatchObject({ status: 0, stdout: 'v00001 and v00001 are equal\n' })
    expect(await diff('1', '7')).toMatchObject({ status: 2, stderr: expect.stringContaining('there are: v00001') })
  })
})
