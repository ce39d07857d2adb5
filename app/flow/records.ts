// The workspace as records: a flat set, each with an id and its parent's id. Every edit is a
// RecordsDiff over them (base/diff.ts); undo, drafts, saves, export and versions all use these.

export type WorkspaceRecord =
  | ProjectRecord
  | FolderRecord
  | FlowRecord
  | NodeRecord
  | EdgeRecord
  | PackRecord
  | TestRecord
  | TargetRecord
  | VersionRecord
  | PublicationRecord

interface RecordBase {
  readonly id: string
}
export interface ProjectRecord extends RecordBase {
  readonly type: 'project'
  readonly name: string
}
export interface FolderRecord extends RecordBase {
  readonly type: 'folder'
  readonly project: string
  /** Undefined at the top of the project. */
  readonly parent?: string
  readonly name: string
}
export interface FlowRecord extends RecordBase {
  readonly type: 'flow'
  readonly project: string
  readonly folder?: string
  readonly name: string
  readonly description: string
  readonly settings: FlowSettings
}
/** Job parameters (K03). */
export interface FlowSettings {
  readonly timeAttribute: 'event' | 'processing'
  readonly parallelism?: number
  readonly checkpointSeconds?: number
  readonly timeZone?: string
  /** Further Flink options, in the order they were written. */
  readonly options: readonly { readonly key: string; readonly value: string }[]
}
export interface NodeRecord extends RecordBase {
  readonly type: 'node'
  readonly flow: string
  /** Unique in its flow; the name of its table or view in the script. */
  readonly name: string
  readonly x: number
  readonly y: number
  readonly config: NodeConfig
}
export interface EdgeRecord extends RecordBase {
  readonly type: 'edge'
  readonly flow: string
  readonly from: string
  readonly to: string
}

/** Discriminated by `kind`; one file per kind in flow/kinds adds form, ports, defaults and validation. */
export type NodeConfig = KafkaSourceConfig | SqlConfig | FilterConfig | KafkaSinkConfig | PrintSinkConfig
export type NodeKind = NodeConfig['kind']

export interface SchemaColumn {
  readonly name: string
  /** Flink type text as written, e.g. `DECIMAL(10, 2)`. */
  readonly type: string
}
export interface KafkaSourceConfig {
  readonly kind: 'kafka-source'
  readonly servers: string
  readonly topic: string
  readonly groupId: string
  readonly format: 'json' | 'csv' | 'debezium-json' | 'canal-json'
  readonly columns: readonly SchemaColumn[]
  readonly primaryKey: readonly string[]
  readonly startup:
    | { readonly mode: 'latest-offset' | 'earliest-offset' }
    | { readonly mode: 'timestamp'; readonly millis: number }
  /** Event time: a TIMESTAMP column, or a BIGINT of epoch milliseconds (then a computed column is made). */
  readonly eventTime?: { readonly column: string; readonly delayMs: number }
  readonly parallelism?: number
  readonly properties: readonly { readonly key: string; readonly value: string }[]
}
export interface SqlConfig {
  readonly kind: 'sql'
  /** One query over the names of the upstream nodes. */
  readonly sql: string
}
export interface FilterConfig {
  readonly kind: 'filter'
  /** A condition over the columns of the one input. */
  readonly condition: string
}
export interface KafkaSinkConfig {
  readonly kind: 'kafka-sink'
  readonly servers: string
  readonly topic: string
  readonly format: 'json' | 'csv' | 'debezium-json' | 'canal-json'
  /** With keys the sink is upsert-kafka. */
  readonly keys: readonly string[]
  /** Empty: the columns of the input. */
  readonly columns: readonly SchemaColumn[]
  readonly parallelism?: number
  readonly properties: readonly { readonly key: string; readonly value: string }[]
}
export interface PrintSinkConfig {
  readonly kind: 'print-sink'
  readonly prefix: string
}

/** Sample data. The bytes as imported are a blob; rows are decoded from it by schema and format. */
export interface PackRecord extends RecordBase {
  readonly type: 'pack'
  readonly project: string
  readonly name: string
  readonly format: 'ndjson' | 'csv'
  readonly csv?: { readonly delimiter: string; readonly header: boolean }
  readonly columns: readonly SchemaColumn[]
  readonly rows: number
  readonly bytes: number
  /** SHA-256 of the content, hex: its name among the blobs. */
  readonly blob: string
}

export interface TestRecord extends RecordBase {
  readonly type: 'test'
  readonly flow: string
  readonly name: string
  /** Which pack feeds which source node (by node id). */
  readonly inputs: readonly { readonly node: string; readonly pack: string }[]
  readonly disorder: Disorder
  readonly expectations: readonly Expectation[]
}
/** How the packs' rows are disturbed on their way in; the same seed gives the same arrival. */
export interface Disorder {
  readonly seed: number
  /** Each row is held back by up to so many rows. 0: in order. */
  readonly shuffleRows: number
  /** Share of rows, 0 to 1. */
  readonly duplicate: number
  readonly drop: number
  /** Rows that arrive later: so many rows late. */
  readonly late: { readonly share: number; readonly byRows: number }
}
export interface Expectation {
  /** The sink node that is looked at. */
  readonly node: string
  /** 'rows': the folded table, in any order; 'changelog': every change in order. */
  readonly mode: 'rows' | 'changelog'
  /** Columns that are compared, by name; empty: all, in order. */
  readonly columns: readonly string[]
  readonly rows: readonly ExpectedRow[]
}
export interface ExpectedRow {
  /** Only looked at in a changelog. */
  readonly kind: '+I' | '-U' | '+U' | '-D'
  /** Cell texts as the result table shows them; null is SQL NULL. */
  readonly cells: readonly (string | null)[]
}

export interface TargetRecord extends RecordBase {
  readonly type: 'target'
  readonly project: string
  readonly name: string
  readonly kind: 'sql-gateway'
  readonly gatewayUrl: string
  /** Flink's own REST, to see and stop jobs. */
  readonly restUrl: string
  readonly environment: 'test' | 'production'
}

/** Immutable once made by Submit. `number` counts from 1 in its flow and shows as v00001. */
export interface VersionRecord extends RecordBase {
  readonly type: 'version'
  readonly flow: string
  readonly number: number
  readonly createdAt: number
  readonly note: string
  readonly snapshot: {
    readonly flow: FlowRecord
    readonly nodes: readonly NodeRecord[]
    readonly edges: readonly EdgeRecord[]
  }
  readonly script: string
}

/** The intent is recorded before the first call; the outcome when it is known. */
export interface PublicationRecord extends RecordBase {
  readonly type: 'publication'
  readonly version: string
  readonly target: string
  readonly createdAt: number
  /** Unique name of the job on the target: by it an unknown outcome is found again. */
  readonly jobName: string
  readonly state: 'intended' | 'submitting' | 'published' | 'failed' | 'unknown'
  /** Chosen here before the first call, so that the target itself refuses a second start. */
  readonly jobId: string
  /** The target's session, noted before the job is submitted: closing it withdraws what has not started. */
  readonly session?: string
  /** Why it failed or is not known; `message` is what the target said. */
  readonly reason?: PublicationReason
  readonly message?: string
}
export type PublicationReason =
  | 'interrupted'
  | 'no-session'
  | 'preparation-refused'
  | 'submission-refused'
  | 'not-started'
  | 'no-answer'

export type RecordType = WorkspaceRecord['type']
export type RecordOf<T extends RecordType> = Extract<WorkspaceRecord, { readonly type: T }>

export const versionLabel = (number: number): string => `v${String(number).padStart(5, '0')}`
