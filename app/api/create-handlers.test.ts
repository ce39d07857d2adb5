import { describe, expect, it } from 'vitest'
import type { PackRecord, PublicationRecord, TestRecord, WorkspaceRecord } from '../flow/records.ts'
import { errorOf, expectOk } from '../workspace/testing-kit/expect-result.ts'
import { adding, flow, project } from '../workspace/testing-kit/sample-records.ts'
import type { ExportPart, HostEvent, RunRequest } from './contract.ts'
import { createHandlers as createFor, type HostServices } from './create-handlers.ts'
import { createTestServices } from './testing-kit/host-services.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const createHandlers = (services: HostServices, session: string, left = new AbortController()) =>
  createFor(services, session, left.signal)
const records: readonly WorkspaceRecord[] = [project('project_a'), flow('flow_a')]

describe('workspace handlers', () => {
  it('keep a draft per window beside what is saved', async () => {
    const services = createTestServices()
    const one = createHandlers(services, 'w1').workspace
    const two = createHandlers(services, 'w2').workspace
    expectOk(await one.saveDraft(adding(flow('flow_b')), 0))
    expect(errorOf(await two.save(adding(...records), 0))?.tag).toBe('locked')
    expectOk(await two.takeOver())
    expectOk(await two.save(adding(...records), 0))
    const loaded = expectOk(await two.load())
    expect(loaded).toMatchObject({ revision: 1, mine: true, lock: { owner: 'ann' } })
    expect(loaded.drafts).toEqual([{ session: 'w1', base: 0, diff: adding(flow('flow_b')), at: 7 }])
    expectOk(await two.dropDraft('w1'))
    expect(expectOk(await two.load()).drafts).toEqual([])
  })

  it('export a project as a zip, or say that it is not there', async () => {
    const services = createTestServices()
    const { workspace } = createHandlers(services, 'w1')
    expectOk(await workspace.save(adding(...records), 0))
    const { fileName, export: id } = expectOk(await workspace.startExport('project_a'))
    expect(fileName).toBe('project_a.zip')
    const { bytes: zip, share, isLast } = expectOk(await workspace.exportPart(id))
    expect(new TextDecoder().decode(zip)).toContain('flows/flow_a/flow.json')
    expect([share, isLast]).toEqual([1, true])
    await expect(workspace.exportPart(id)).rejects.toThrow('unknown export')
    expect(errorOf(await workspace.startExport('project_x'))?.tag).toBe('damaged')
  })
})

describe('pack handlers', () => {
  const content = bytes('id,price\n1,2.50\n2,x\n')
  const options = {
    format: 'csv',
    header: true,
    delimiter: ',',
    columns: [
      { name: 'id', type: 'BIGINT' },
      { name: 'price', type: 'DECIMAL(10, 2)' },
    ],
  } as const

  it('take a file in parts, show its problems by line, store it and page it', async () => {
    const services = createTestServices()
    const { packs } = createHandlers(services, 'w1')
    const { upload } = expectOk(await packs.startUpload('prices.csv', content.length))
    await packs.uploadPart(upload, 0, content.subarray(0, 10))
    await packs.uploadPart(upload, 10, content.subarray(10))
    const inspection = expectOk(await packs.inspect(upload, options))
    expect(inspection.preview[0]).toEqual(['1', '2.50'])
    expect(inspection.problems).toMatchObject([
      { place: { kind: 'pack', pack: 'prices.csv', line: 3, column: 'price' } },
    ])
    const { pack: fields, problems } = expectOk(await packs.finishUpload(upload, options))
    expect(problems).toEqual(inspection.problems)
    expect(fields).toMatchObject({ format: 'csv', bytes: content.length, csv: { delimiter: ',', header: true } })
    const pack: PackRecord = { ...fields, id: 'pack_a', project: 'project_a', name: 'prices' }
    expect(expectOk(await packs.preview(pack, 0, 1))).toMatchObject({ from: 0, rows: [['1', '2.50']] })
    // The row that cannot be read is a problem, and no row.
    expect(expectOk(await packs.preview(pack, 1, 5))).toEqual({ from: 1, total: 1, rows: [] })
    // The same bytes by other columns are other rows.
    const asText = {
      ...pack,
      columns: [
        { name: 'id', type: 'STRING' },
        { name: 'price', type: 'STRING' },
      ],
    }
    expect(expectOk(await packs.preview(asText, 1, 1)).rows).toEqual([['2', 'x']])
  })

  it('store what came in another encoding as UTF-8', async () => {
    const services = createTestServices()
    const { packs } = createHandlers(services, 'w1')
    // "n\n流\n" in GB18030.
    const gb = new Uint8Array([0x6e, 0x0a, 0xc1, 0xf7, 0x0a])
    const { upload } = expectOk(await packs.startUpload('a.csv', gb.length))
    await packs.uploadPart(upload, 0, gb)
    const form = { format: 'csv', encoding: 'gb18030', header: true, delimiter: ',' } as const
    const { pack: fields } = expectOk(await packs.finishUpload(upload, form))
    expect([...expectOk(services.workspace.store.readBlob(fields.blob))]).toEqual([...bytes('n\n流\n')])
  })

  it('refuse parts out of their place and what is not complete', async () => {
    const { packs } = createHandlers(createTestServices(), 'w1')
    const { upload } = expectOk(await packs.startUpload('a.csv', 4))
    await expect(packs.uploadPart(upload, 1, bytes('b'))).rejects.toThrow('out of its place')
    await expect(packs.uploadPart(upload, 0, bytes('abcde'))).rejects.toThrow('out of its place')
    await packs.uploadPart(upload, 0, bytes('ab'))
    await expect(packs.inspect(upload, {})).rejects.toThrow('too little')
    await expect(packs.finishUpload(upload, {})).rejects.toThrow('not complete')
    await packs.cancelUpload(upload)
    await expect(packs.uploadPart(upload, 2, bytes('cd'))).rejects.toThrow('unknown upload')
  })
})

describe('handlers of a large pack', () => {
  const line = '{"id":1,"note":"abcdefghijklmnopqrstuvwxyz"}\n'
  const large = bytes(line.repeat(120_000))

  async function upload(services: HostServices, left = new AbortController()) {
    const { packs } = createHandlers(services, 'w1', left)
    const { upload: id } = expectOk(await packs.startUpload('large.ndjson', large.length))
    return { packs, id }
  }

  it('look at its first rows while the rest is on its way', async () => {
    const { packs, id } = await upload(createTestServices())
    const part = 4 * 1024 * 1024
    expectOk(await packs.uploadPart(id, 0, large.subarray(0, part)))
    const inspection = expectOk(await packs.inspect(id, {}))
    expect(inspection).toMatchObject({ isWhole: false, rows: Math.floor(part / line.length), problems: [] })
    expectOk(await packs.uploadPart(id, part, large.subarray(part)))
    const { pack } = expectOk(await packs.finishUpload(id, {}))
    expect(pack).toMatchObject({ rows: 120_000, bytes: large.length })
    const record: PackRecord = { ...pack, id: 'pack_a', project: 'project_a', name: 'large' }
    const page = expectOk(await packs.preview(record, 119_998, 10))
    expect(page).toEqual({ from: 119_998, total: 120_000, rows: Array(2).fill(['1', 'abcdefghijklmnopqrstuvwxyz']) })
  })

  it('let others be served while they look at it, and give up when it is cancelled', async () => {
    const pauses: (() => unknown)[] = []
    const { packs, id } = await upload(
      createTestServices({ pause: async () => void (await pauses.pop()?.()), now: clock() }),
    )
    expectOk(await packs.uploadPart(id, 0, large))
    expectOk(await packs.inspect(id, {}))
    pauses.push(() => packs.cancelUpload(id))
    expect(await packs.inspect(id, {})).toEqual({ ok: false, error: { tag: 'cancelled' } })
  })

  it('export a project with it in parts, as far as the window asks for them', async () => {
    const services = createTestServices()
    const { packs, workspace } = createHandlers(services, 'w1')
    const { upload: id } = expectOk(await packs.startUpload('large.ndjson', large.length))
    expectOk(await packs.uploadPart(id, 0, large))
    const { pack } = expectOk(await packs.finishUpload(id, {}))
    const record: PackRecord = { ...pack, id: 'pack_a', project: 'project_a', name: 'large' }
    expectOk(await workspace.save(adding(...records, record), 0))
    const { export: whole } = expectOk(await workspace.startExport('project_a'))
    const parts: ExportPart[] = []
    do parts.push(expectOk(await workspace.exportPart(whole)))
    while (parts.at(-1)?.isLast === false)
    const shares = parts.map(({ share }) => share)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(parts.length).toBeGreaterThan(5)
    expect(parts.every((part) => part.bytes.length <= 3 * 1024 * 1024)).toBe(true)
    expect(Buffer.concat(parts.map((part) => part.bytes)).includes(Buffer.from(large))).toBe(true)
    const { export: other } = expectOk(await workspace.startExport('project_a'))
    expectOk(await workspace.exportPart(other))
    await workspace.cancelExport(other)
    await expect(workspace.exportPart(other)).rejects.toThrow('unknown export')
  })

  it('tell the window how far they are, and let others be served meanwhile', async () => {
    const told: HostEvent[] = []
    let pauses = 0
    const { packs, id } = await upload(
      createTestServices({
        tell: (session, event) => {
          expect(session).toBe('w1')
          told.push(event)
        },
        pause: async () => void pauses++,
        now: clock(),
      }),
    )
    expectOk(await packs.uploadPart(id, 0, large))
    expectOk(await packs.finishUpload(id, {}))
    expect(pauses).toBeGreaterThan(2)
    expect(told.length).toBeGreaterThan(0)
    for (const event of told) expect(event).toMatchObject({ type: 'upload', upload: id, share: expect.any(Number) })
  })

  it('give up when told so, or when the window goes, and leave nothing', async () => {
    for (const how of ['cancel', 'leave']) {
      const left = new AbortController()
      const giveUp = { now: () => {} }
      const { packs, id } = await upload(createTestServices({ pause: async () => giveUp.now(), now: clock() }), left)
      expectOk(await packs.uploadPart(id, 0, large))
      giveUp.now = () => void (how === 'cancel' ? packs.cancelUpload(id) : left.abort())
      expect(await packs.finishUpload(id, {})).toEqual({ ok: false, error: { tag: 'cancelled' } })
      await expect(packs.uploadPart(id, 0, large)).rejects.toThrow('unknown upload')
    }
  })
})

/** Every look at it takes a long time. */
function clock(): () => number {
  let time = 0
  return () => (time += 60)
}

describe('engine handlers', () => {
  it('give the engine the packs that the tests read, each once', async () => {
    const runs: string[] = []
    const services = createTestServices({
      onRunStarted: (run, session) => runs.push(`${run} for ${session}`),
    })
    const blob = expectOk(services.workspace.store.putBlob(bytes('{}')))
    const pack = (id: string): PackRecord => ({
      ...{ type: 'pack', id, project: 'project_a', name: id, format: 'ndjson', columns: [], rows: 1, bytes: 2, blob },
    })
    const test = (id: string, from: string): TestRecord => ({
      ...{ type: 'test', id, flow: 'flow_a', name: id, expectations: [] },
      inputs: [{ node: 'node_a', pack: from }],
      disorder: { seed: 1, shuffleRows: 0, duplicate: 0, drop: 0, late: { share: 0, byRows: 0 } },
    })
    const given: string[][] = []
    const api = createHandlers(
      {
        ...services,
        engine: {
          ...services.engine,
          run(run, _, packs) {
            given.push(packs.map((one) => `${one.blob} ${new TextDecoder().decode(expectOk(one.read(0, one.size)))}`))
            return { ok: true, value: { run } }
          },
        },
      },
      'w1',
    )
    const request: RunRequest = {
      draft: {
        flow: 'flow_a',
        records: [pack('pack_a'), pack('pack_b'), test('test_a', 'pack_a'), test('test_b', 'pack_b')],
      },
      tests: ['test_a', 'test_b'],
    }
    expect(expectOk(await api.engine.startRun(request))).toEqual({ run: 'run_1' })
    expect(given).toEqual([[`${blob} {}`]])
    expect(runs).toEqual(['run_1 for w1'])
  })
})

describe('publish handlers', () => {
  it('number the versions of a flow and never change one', async () => {
    const services = createTestServices()
    const { workspace, publish } = createHandlers(services, 'w1')
    expectOk(await workspace.save(adding(...records, flow('flow_b')), 0))
    const first = expectOk(await publish.submit('flow_a', 'first'))
    const second = expectOk(await publish.submit('flow_a', 'second'))
    expect([first.number, second.number, expectOk(await publish.submit('flow_b', '')).number]).toEqual([1, 2, 1])
    expect(first).toMatchObject({
      note: 'first',
      script: 'INSERT INTO a SELECT 1;',
      snapshot: { flow: flow('flow_a') },
    })
    expect(await publish.versions('flow_a')).toEqual([second, first])
  })

  it('make no version of a flow with errors, nor of one that is not there', async () => {
    const problem = { severity: 'error', code: 'x', message: 'x', place: { kind: 'flow', flow: 'flow_a' } } as const
    const compile = async () => ({ script: '', problems: [problem] })
    const services = createTestServices({ engine: { ...createTestServices().engine, compile } })
    const { publish } = createHandlers(services, 'w1')
    expect(errorOf(await publish.submit('flow_a', ''))).toEqual({ tag: 'invalid', problems: [problem] })
    const empty = createHandlers(createTestServices(), 'w1')
    expect(errorOf(await empty.publish.submit('flow_a', ''))).toMatchObject({ tag: 'invalid' })
  })

  it('show the job of a publication as Flink sees it', async () => {
    const services = createTestServices()
    const job = { id: 'f00', name: 'a', state: 'RUNNING', startedAt: 1, durationMs: 2 }
    const api = createHandlers(
      {
        ...services,
        publisher: { ...services.publisher, look: async () => ({ ok: true, value: { job, exceptions: [] } }) },
      },
      'w1',
    )
    expect(expectOk(await api.publish.instance('publication_a'))).toEqual({
      ...{ publication: 'publication_a', jobId: 'f00', state: 'RUNNING', startedAt: 1, durationMs: 2 },
      ...{ exceptions: [], seenAt: 7 },
    })
  })

  it('list the publications of a flow, the last one first', async () => {
    const services = createTestServices()
    const { workspace, publish } = createHandlers(services, 'w1')
    expectOk(await workspace.save(adding(...records), 0))
    const version = expectOk(await publish.submit('flow_a', ''))
    const publication = (id: string, createdAt: number): PublicationRecord => ({
      ...{ type: 'publication', id, version: version.id, target: 'target_a', createdAt, jobName: id },
      ...{ state: 'published', jobId: 'f'.repeat(32) },
    })
    expectOk(services.workspace.record([publication('publication_a', 1), publication('publication_b', 2)]))
    expect((await publish.publications('flow_a')).map(({ id }) => id)).toEqual(['publication_b', 'publication_a'])
    expect(await publish.publications('flow_b')).toEqual([])
  })
})
