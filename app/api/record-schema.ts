import * as z from 'zod'
import type { NodeConfig, VersionRecord, WorkspaceRecord } from '../flow/records.ts'

// The shape of every record, as it comes from a window or from a file: exact, no more fields than
// the types name, sizes within reason.

/** A prefix and letters. The underscore keeps it from being a name that objects are born with. */
export const idSchema = z.string().regex(/^[a-z][a-z-]*_[\w-]{1,100}$/)
const name = z.string().max(1_000)
const text = z.string().max(2_000_000)
const url = z.string().max(10_000)
const count = z.int().nonnegative()
const cell = text.nullable()
const share = z.number().min(0).max(1)
const list = <T extends z.ZodType>(item: T, most = 10_000) => z.array(item).max(most)

const column = z.strictObject({ name, type: text })
const option = z.strictObject({ key: name, value: text })
const recordOf = <T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), id: idSchema, ...shape })

const format = z.enum(['json', 'csv', 'debezium-json', 'canal-json'])
const parallelism = z.exactOptional(z.int())
const nodeConfig = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('kafka-source'),
    servers: text,
    topic: text,
    groupId: text,
    format,
    columns: list(column),
    primaryKey: list(name),
    startup: z.discriminatedUnion('mode', [
      z.strictObject({ mode: z.enum(['latest-offset', 'earliest-offset']) }),
      z.strictObject({ mode: z.literal('timestamp'), millis: z.number() }),
    ]),
    eventTime: z.exactOptional(z.strictObject({ column: name, delayMs: z.number() })),
    parallelism,
    properties: list(option),
  }),
  z.strictObject({ kind: z.literal('sql'), sql: text }),
  z.strictObject({ kind: z.literal('filter'), condition: text }),
  z.strictObject({
    kind: z.literal('kafka-sink'),
    servers: text,
    topic: text,
    format,
    keys: list(name),
    columns: list(column),
    parallelism,
    properties: list(option),
  }),
  z.strictObject({ kind: z.literal('print-sink'), prefix: text }),
]) satisfies z.ZodType<NodeConfig>

const flow = recordOf('flow', {
  project: idSchema,
  folder: z.exactOptional(idSchema),
  name,
  description: text,
  settings: z.strictObject({
    timeAttribute: z.enum(['event', 'processing']),
    parallelism,
    checkpointSeconds: z.exactOptional(z.number()),
    timeZone: z.exactOptional(name),
    options: list(option),
  }),
})
const node = recordOf('node', { flow: idSchema, name, x: z.number(), y: z.number(), config: nodeConfig })
const edge = recordOf('edge', { flow: idSchema, from: idSchema, to: idSchema })

export const packSchema = recordOf('pack', {
  project: idSchema,
  name,
  format: z.enum(['ndjson', 'csv']),
  csv: z.exactOptional(z.strictObject({ delimiter: z.string().max(10), header: z.boolean() })),
  columns: list(column, 50_000),
  rows: count,
  bytes: count,
  blob: z.string().regex(/^[0-9a-f]{64}$/),
})

const test = recordOf('test', {
  flow: idSchema,
  name,
  inputs: list(z.strictObject({ node: idSchema, pack: idSchema })),
  disorder: z.strictObject({
    seed: z.number(),
    shuffleRows: count,
    duplicate: share,
    drop: share,
    late: z.strictObject({ share, byRows: count }),
  }),
  expectations: list(
    z.strictObject({
      node: idSchema,
      mode: z.enum(['rows', 'changelog']),
      columns: list(name),
      rows: list(z.strictObject({ kind: z.enum(['+I', '-U', '+U', '-D']), cells: list(cell) }), 1_000_000),
    }),
  ),
})

const version = recordOf('version', {
  flow: idSchema,
  number: z.int().positive(),
  createdAt: z.number(),
  note: text,
  snapshot: z.strictObject({ flow, nodes: list(node), edges: list(edge) }),
  script: z.string().max(20_000_000),
}) satisfies z.ZodType<VersionRecord>

export const recordSchema = z.discriminatedUnion('type', [
  recordOf('project', { name }),
  recordOf('folder', { project: idSchema, parent: z.exactOptional(idSchema), name }),
  flow,
  node,
  edge,
  packSchema,
  test,
  recordOf('target', {
    project: idSchema,
    name,
    kind: z.literal('sql-gateway'),
    gatewayUrl: url,
    restUrl: url,
    environment: z.enum(['test', 'production']),
  }),
  version,
  recordOf('publication', {
    version: idSchema,
    target: idSchema,
    createdAt: z.number(),
    jobName: name,
    state: z.enum(['intended', 'submitting', 'published', 'failed', 'unknown']),
    jobId: z.string().regex(/^[0-9a-f]{32}$/),
    session: z.exactOptional(name),
    reason: z.exactOptional(
      z.enum(['interrupted', 'no-session', 'preparation-refused', 'submission-refused', 'not-started', 'no-answer']),
    ),
    message: z.exactOptional(text),
  }),
]) satisfies z.ZodType<WorkspaceRecord>

/** The record, if it is one. */
export function parseRecord(json: unknown): WorkspaceRecord | undefined {
  const parsed = recordSchema.safeParse(json)
  return parsed.success ? parsed.data : undefined
}
