import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { failed, ok, type Result } from '../../app/base/result.ts'
import { importFlow, importProject } from '../../app/flow/export/import-project.ts'
import type { WorkspaceRecord } from '../../app/flow/records.ts'
import { wholePack } from '../../app/pack/pack-bytes.ts'
import { listFolder } from '../host/list-folder.ts'
import { type OpenedProject, type OpenFailure, selectFlows } from './opened-project.ts'

/**
 * A project that lies in a folder as text files. The path may lead to the project, to the folder of
 * one of its flows or into it; then only that flow is looked at, with the packs of its project.
 */
export function openTextProject(path: string): Result<OpenedProject, OpenFailure> {
  const start = statSync(path).isDirectory() ? path : dirname(path)
  const root = findUpward(start, 'millrace.json')
  const flowFolder = findUpward(start, 'flow.json')
  if (root === undefined && flowFolder === undefined)
    return failed({ kind: 'usage', message: `${path} is no Millrace project: there is no millrace.json or flow.json` })
  const folder = root ?? dirname(flowFolder ?? start)
  const files = new Map([...listFolder(folder)].map(([name, file]) => [name, new Uint8Array(readFileSync(file))]))
  const blobs = new Map<string, Uint8Array>()
  const storeBlob = (bytes: Uint8Array): string => {
    const hash = createHash('sha256').update(bytes).digest('hex')
    blobs.set(hash, bytes)
    return hash
  }
  const flow = flowFolder === undefined ? undefined : relative(folder, flowFolder).replaceAll('\\', '/')
  const imported =
    root === undefined ? importFlow(files, basename(flowFolder ?? ''), 'project') : importProject(files, storeBlob)
  if (!imported.ok) {
    const { file, at, message } = imported.error
    return failed({
      kind: 'mistake',
      message: `${relative('.', join(folder, file))}:1:1: error: ${at === '' ? '' : `${at}: `}${message}`,
    })
  }
  const records = new Map(imported.value.map((record) => [record.id, record]))
  const places = findPlaces(files, imported.value)
  const only = flow === undefined ? undefined : places.flowsByFolder.get(flow)
  return ok({
    path: folder,
    records,
    flows: selectFlows(records, only),
    readPack: (blob) => blobs.get(blob),
    openPack(blob) {
      const bytes = blobs.get(blob)
      return bytes === undefined ? undefined : wholePack(bytes)
    },
    placeOf: (id) => places.places.get(id),
    textOf: (file) => textOf(files.get(relative(folder, file).replaceAll('\\', '/'))),
    fileOf: (name) => join(folder, name),
  })
}

const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : new TextDecoder().decode(bytes)

function findUpward(start: string, name: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder
    if (dirname(folder) === folder) return undefined
  }
}

interface Places {
  /** File of a record, and for SQL nodes the file of the SQL, by id. */
  readonly places: ReadonlyMap<string, { readonly file: string; readonly sqlFile?: string }>
  readonly flowsByFolder: ReadonlyMap<string, string>
}

/** The files were read without a mistake before, so their shape is known. */
function findPlaces(files: ReadonlyMap<string, Uint8Array>, records: readonly WorkspaceRecord[]): Places {
  const known = new Set(records.map(({ id }) => id))
  const places = new Map<string, { readonly file: string; readonly sqlFile?: string }>()
  const flowsByFolder = new Map<string, string>()
  for (const [file, bytes] of files) {
    if (!file.endsWith('.json')) continue
    const document = jsonOf(bytes)
    if (document?.id === undefined || !known.has(document.id)) continue
    const folder = dirname(file)
    if (basename(file) === 'flow.json') flowsByFolder.set(folder, document.id)
    places.set(document.id, { file: document.file === undefined ? file : `${folder}/${document.file}` })
    for (const node of document.nodes ?? []) {
      const { sqlFile } = node.config
      places.set(node.id, sqlFile === undefined ? { file } : { file, sqlFile: `${folder}/${sqlFile}` })
    }
  }
  return { places, flowsByFolder }
}

interface KnownDocument {
  readonly id?: string
  readonly file?: string
  readonly nodes?: readonly { readonly id: string; readonly config: { readonly sqlFile?: string } }[]
}

function jsonOf(bytes: Uint8Array): KnownDocument | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as KnownDocument
  } catch {
    return undefined
  }
}
