import type { FlowRecord, WorkspaceRecord } from '../../app/flow/records.ts'
import type { ReadPack } from '../../app/pack/pack-bytes.ts'

/** A project or workspace as a command works on it, wherever it came from. */
export interface OpenedProject {
  readonly path: string
  readonly records: ReadonlyMap<string, WorkspaceRecord>
  /** The flows that were asked for, by name. */
  readonly flows: readonly FlowRecord[]
  /** A pack's content in full, to be written elsewhere. */
  readonly readPack: (blob: string) => Uint8Array | undefined
  /** The same piece by piece, to be run. */
  readonly openPack: ReadPack
  /** The file that a record lies in, by id; undefined where records are no files. */
  readonly placeOf: (id: string) => { readonly file: string; readonly sqlFile?: string } | undefined
  readonly textOf: (file: string) => string | undefined
  readonly fileOf: (name: string) => string
}

export interface OpenFailure {
  readonly kind: 'usage' | 'mistake' | 'environment'
  readonly message: string
}

export function selectFlows(records: ReadonlyMap<string, WorkspaceRecord>, only?: string): readonly FlowRecord[] {
  const flows: FlowRecord[] = []
  for (const record of records.values())
    if (record.type === 'flow' && (only === undefined || record.id === only)) flows.push(record)
  return flows.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
