import * as z from 'zod'
import type { WorkspaceRecord } from '../flow/records.ts'
import type { WorkspaceDiff } from '../workspace/store.ts'
import type { HostApi } from './contract.ts'
import { idSchema, packSchema, recordSchema } from './record-schema.ts'

// The arguments of every method of the contract. Nothing reaches a handler unchecked.

export const MAX_PART_BYTES = 4 * 1024 * 1024
export const MAX_UPLOAD_BYTES = 1024 ** 4
const MAX_PAGE = 10_000

/** Made by the host while work is done by it: versions and publications never change under a window's hand. */
const HOST_WRITTEN: readonly WorkspaceRecord['type'][] = ['version', 'publication']

const recordsById = z
  .record(z.string(), recordSchema)
  .refine((records) => Object.entries(records).every(([id, record]) => record.id === id), 'filed under another id')
const updatesById = z
  .record(z.string(), z.tuple([recordSchema, recordSchema]))
  .refine(
    (updates) =>
      Object.entries(updates).every(
        ([id, [from, to]]) =>
          from.id === id && to.id === id && from.type === to.type && !HOST_WRITTEN.includes(to.type),
      ),
    'changes the id or type of a record, or a record that does not change',
  )

const diff: z.ZodType<WorkspaceDiff> = z.strictObject({
  added: recordsById,
  updated: updatesById,
  removed: recordsById,
})
const revision = z.int().nonnegative()
const token = z.string().min(1).max(200)
const url = z.string().max(10_000)
const flowDraft = z.strictObject({ flow: idSchema, records: z.array(recordSchema).max(1_000_000) })
const packOptions = z.strictObject({
  format: z.exactOptional(z.enum(['ndjson', 'csv'])),
  encoding: z.exactOptional(z.enum(['utf-8', 'gb18030'])),
  delimiter: z.exactOptional(z.string().length(1)),
  header: z.exactOptional(z.boolean()),
  columns: z.exactOptional(
    z.array(z.strictObject({ name: z.string().max(1_000), type: z.string().max(100_000) })).max(50_000),
  ),
})
const from = z.int().nonnegative()
const pageLength = z.int().nonnegative().max(MAX_PAGE)

type Feature = keyof HostApi
type Method<F extends Feature> = keyof HostApi[F]
type Arguments<F extends Feature, M extends Method<F>> = HostApi[F][M] extends (...args: infer A) => unknown ? A : never
export type MethodSchemas = { readonly [F in Feature]: { readonly [M in Method<F>]: z.ZodType<Arguments<F, M>> } }

export const methodSchemas: MethodSchemas = {
  session: {
    open: z.tuple([]),
    setPreferences: z.tuple([
      z.strictObject({ theme: z.enum(['dark', 'light', 'system']), language: z.enum(['en', 'zh', 'system']) }),
    ]),
  },
  workspace: {
    load: z.tuple([]),
    save: z.tuple([diff, revision]),
    saveDraft: z.tuple([diff, revision]),
    dropDraft: z.tuple([token]),
    takeOver: z.tuple([]),
    startExport: z.tuple([idSchema]),
    exportPart: z.tuple([token]),
    cancelExport: z.tuple([token]),
  },
  packs: {
    startUpload: z.tuple([z.string().max(1_000), z.int().nonnegative().max(MAX_UPLOAD_BYTES)]),
    uploadPart: z.tuple([
      token,
      from,
      z.instanceof(Uint8Array).refine((part) => part.length <= MAX_PART_BYTES, 'a part is too large'),
    ]),
    cancelUpload: z.tuple([token]),
    inspect: z.tuple([token, packOptions]),
    finishUpload: z.tuple([token, packOptions]),
    preview: z.tuple([packSchema, from, pageLength]),
  },
  engine: {
    startRun: z.tuple([z.strictObject({ draft: flowDraft, tests: z.array(idSchema).max(10_000) })]),
    stopRun: z.tuple([token]),
    rows: z.tuple([token, idSchema, idSchema, from, pageLength]),
    check: z.tuple([flowDraft]),
  },
  publish: {
    submit: z.tuple([idSchema, z.string().max(100_000)]),
    versions: z.tuple([idSchema]),
    dryRun: z.tuple([idSchema, idSchema]),
    start: z.tuple([idSchema, idSchema]),
    publications: z.tuple([idSchema]),
    resolve: z.tuple([idSchema]),
    instance: z.tuple([idSchema]),
    stop: z.tuple([idSchema]),
    checkTarget: z.tuple([url, url]),
  },
}
