import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NodeConfig, WorkspaceRecord } from '../records.ts'
import { exportProject, type TextFiles } from './export-project.ts'
import { importProject } from './import-project.ts'

// Any project, by structure: every record kind, optional fields there or not, names of any text.

const text = fc.string({ unit: 'binary', maxLength: 12 })
const count = fc.nat(100_000)
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0)
const columns = fc.array(fc.record({ name: text, type: text }), { maxLength: 3 })
const pairs = fc.array(fc.record({ key: text, value: text }), { maxLength: 2 })
const format = fc.constantFrom('json', 'csv', 'debezium-json', 'canal-json')
const optional = <T>(arbitrary: fc.Arbitrary<T>) => arbitrary

const config: fc.Arbitrary<NodeConfig> = fc.oneof(
  fc.record({ kind: fc.constant('sql' as const), sql: text }),
  fc.record({ kind: fc.constant('filter' as const), condition: text }),
  fc.record({ kind: fc.constant('print-sink' as const), prefix: text }),
  fc.record(
    {
      kind: fc.constant('kafka-source' as const),
      servers: text,
      topic: text,
      groupId: text,
      format,
      columns,
      primaryKey: fc.array(text, { maxLength: 2 }),
      startup: fc.oneof(
        fc.record({ mode: fc.constantFrom('latest-offset' as const, 'earliest-offset' as const) }),
        fc.record({ mode: fc.constant('timestamp' as const), millis: count }),
      ),
      eventTime: optional(fc.record({ column: text, delayMs: count })),
      parallelism: count,
      properties: pairs,
    },
    {
      requiredKeys: ['kind', 'servers', 'topic', 'groupId', 'format', 'columns', 'primaryKey', 'startup', 'properties'],
    },
  ),
  fc.record(
    {
      kind: fc.constant('kafka-sink' as const),
      servers: text,
      topic: text,
      format,
      keys: fc.array(text, { maxLength: 2 }),
      columns,
      parallelism: count,
      properties: pairs,
    },
    { requiredKeys: ['kind', 'servers', 'topic', 'format', 'keys', 'columns', 'properties'] },
  ),
) as fc.Arbitrary<NodeConfig>

const expectation = fc.record({
  node: text,
  mode: fc.constantFrom('rows' as const, 'changelog' as const),
  columns: fc.array(text, { maxLength: 2 }),
  rows: fc.array(
    fc.record({
      kind: fc.constantFrom('+I' as const, '-U' as const, '+U' as const, '-D' as const),
      cells: fc.array(fc.option(text), { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
})

const parts = fc.record({
  names: fc.array(text, { minLength: 10, maxLength: 10 }),
  settings: fc.record(
    {
      timeAttribute: fc.constantFrom('event' as const, 'processing' as const),
      parallelism: count,
      timeZone: text,
      options: pairs,
    },
    { requiredKeys: ['timeAttribute', 'options'] },
  ),
  configs: fc.array(config, { minLength: 1, maxLength: 5 }),
  expectations: fc.array(expectation, { maxLength: 2 }),
  share,
  content: fc.uint8Array({ maxLength: 20 }),
  csv: fc.record({ delimiter: text, header: fc.boolean() }),
  columns,
})

const blobs = new Map<string, Uint8Array>()
function storeBlob(bytes: Uint8Array): string {
  const hash = Array.from(bytes).join('.')
  blobs.set(hash, bytes)
  return hash
}

function project(made: typeof parts extends fc.Arbitrary<infer T> ? T : never): WorkspaceRecord[] {
  const name = (index: number): string => made.names[index] ?? ''
  const { content, csv, settings } = made
  const flow = (id: string, index: number): WorkspaceRecord[] => [
    {
      type: 'flow',
      id,
      project: 'p',
      name: name(index),
      description: name(0),
      settings,
      ...(index === 1 ? { folder: 'd' } : {}),
    },
    ...made.configs.map((config, at) => ({
      type: 'node' as const,
      id: `${id}_n${at}`,
      flow: id,
      name: name(at + 3),
      x: at * 10.5,
      y: -at - 1,
      config,
    })),
    { type: 'edge', id: `${id}_e`, flow: id, from: `${id}_n0`, to: `${id}_n0` },
    ...[0, 1].map((at) => ({
      type: 'test' as const,
      id: `${id}_t${at}`,
      flow: id,
      name: name(at),
      inputs: [{ node: `${id}_n0`, pack: 'k1' }],
      disorder: {
        seed: at,
        shuffleRows: at,
        duplicate: made.share,
        drop: made.share,
        late: { share: made.share, byRows: 3 },
      },
      expectations: made.expectations,
    })),
  ]
  const pack = { type: 'pack', project: 'p', columns: made.columns, rows: 2, bytes: content.length } as const
  return [
    { type: 'project', id: 'p', name: name(0) },
    { type: 'folder', id: 'd', project: 'p', name: name(1) },
    { type: 'folder', id: 'e', project: 'p', parent: 'd', name: name(2) },
    ...flow('f', 1),
    ...flow('g', 2),
    { ...pack, id: 'k1', name: name(3), format: 'csv', csv, blob: storeBlob(content) },
    { ...pack, id: 'k2', name: name(4), format: 'ndjson', blob: storeBlob(content) },
    {
      type: 'target',
      id: 't',
      project: 'p',
      name: name(5),
      kind: 'sql-gateway',
      gatewayUrl: name(6),
      restUrl: name(7),
      environment: 'production',
    },
  ]
}

const byId = (records: readonly WorkspaceRecord[]) => new Map(records.map((record) => [record.id, record]))
const exported = (records: readonly WorkspaceRecord[]): TextFiles =>
  exportProject(byId(records), 'p', (hash) => blobs.get(hash)) ?? new Map()

describe('a project as text files', () => {
  it('comes back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(parts, (made) => {
        const records = project(made)
        const imported = importProject(exported(records), storeBlob)
        expect(imported).toMatchObject({ ok: true })
        expect(imported.ok && byId(imported.value)).toEqual(byId(records))
      }),
    )
  })

  it('is the same bytes in whatever order the records are', () => {
    fc.assert(
      fc.property(parts, (made) => {
        const records = project(made)
        expect([...exported([...records].reverse())]).toEqual([...exported(records)])
      }),
      { numRuns: 30 },
    )
  })

  it('has only paths that every system accepts', () => {
    fc.assert(
      fc.property(parts, (made) => {
        const paths = [...exported(project(made)).keys()]
        expect(new Set(paths.map((path) => path.normalize('NFC').toLowerCase())).size).toBe(paths.length)
        for (const path of paths)
          expect(path).toMatch(/^(?:[\p{L}\p{N}_-]+\/)*[\p{L}\p{N}_-]+\.(?:json|sql|csv|ndjson)$/u)
      }),
    )
  })
})

describe('the import of text files', () => {
  const files = (flow: string, more: Readonly<Record<string, string>> = {}): ReadonlyMap<string, Uint8Array> => {
    const all = {
      'millrace.json': '{"millrace":1,"id":"p","name":"P","folders":[],"targets":[]}',
      'flows/f/flow.json': flow,
      ...more,
    }
    return new Map(Object.entries(all).map(([path, content]) => [path, new TextEncoder().encode(content)]))
  }
  const flow = (node: string): string =>
    `{"id":"f","name":"F","description":"","settings":{"timeAttribute":"event","options":[]},"nodes":[${node}],"edges":[]}`
  const mistake = (all: ReadonlyMap<string, Uint8Array>): unknown => {
    const imported = importProject(all, storeBlob)
    return imported.ok ? undefined : imported.error
  }

  it('says the file and the place of a mistake', () => {
    const node = '{"id":"n","name":"n","x":0,"y":0,"config":{"kind":"filter","condition":7}}'
    expect(mistake(files(flow(node)))).toEqual({
      file: 'flows/f/flow.json',
      at: 'nodes[0].config.condition',
      message: 'A text is expected',
    })
  })

  it('refuses fields and kinds that it does not know', () => {
    expect(mistake(files(flow('{"id":"n","__proto__":{}}')))).toMatchObject({ at: 'nodes[0]' })
    const alien = '{"id":"n","name":"n","x":0,"y":0,"config":{"kind":"alien"}}'
    expect(mistake(files(flow(alien)))).toMatchObject({ at: 'nodes[0].config.kind' })
  })

  it('refuses what a newer version has written', () => {
    const newer = { 'millrace.json': '{"millrace":2,"id":"p"}' }
    expect(mistake(files(flow(''), newer))).toMatchObject({ file: 'millrace.json', at: 'millrace' })
  })

  it('refuses files that lead nowhere or twice to the same id', () => {
    const sql = '{"id":"n","name":"n","x":0,"y":0,"config":{"kind":"sql","sqlFile":"../../secret"}}'
    expect(mistake(files(flow(sql)))).toMatchObject({ at: 'nodes[0].config.sqlFile' })
    const same = '{"id":"f","name":"n","x":0,"y":0,"config":{"kind":"print-sink","prefix":""}}'
    expect(mistake(files(flow(same)))).toMatchObject({ message: 'Two things have the id f' })
  })

  it('refuses what is not JSON or not there', () => {
    expect(mistake(files('{'))).toMatchObject({ file: 'flows/f/flow.json', at: '' })
    expect(mistake(new Map())).toMatchObject({ file: 'millrace.json', message: 'There is no such file' })
  })
})
