import { type Change, type DecodedMessages, decodeChangelog } from '../codec/changelog.ts'
import { decodeBytes } from '../codec/decode-bytes.ts'
import { type DecodeOptions, decodeOptions } from '../codec/decode-options.ts'
import type { RowProblem } from '../codec/decoded-rows.ts'
import type { FlowGraph } from '../flow/graph.ts'
import { tableOptionKey } from '../flow/kinds/kafka-options.ts'
import type { KafkaSourceConfig, NodeRecord, PackRecord, TestRecord, WorkspaceRecord } from '../flow/records.ts'
import { decodePack } from '../pack/decode-pack.ts'
import { readFields } from '../pack/inspect-pack.ts'
import type { RowField } from '../types/logical-type.ts'
import { INSERT } from '../types/row-kind.ts'
import { timestampMillis } from '../types/timestamp.ts'
import type { Hybrid, Value } from '../types/value.ts'
import { readType } from './read-type.ts'
import type { Problem } from './report.ts'

/** A source node with the rows that a test feeds it. */
export interface LoadedSource {
  readonly node: NodeRecord
  readonly fields: readonly RowField[]
  /** What arrives, message by message: a row, or the changes that a message of change data capture holds. */
  readonly messages: readonly (readonly Change[])[]
  /** Event time in ms of a message; absent when the source has none. */
  readonly eventTime?: (message: number) => number | undefined
  readonly delayMs: number
}

export interface LoadedSources {
  readonly sources: readonly LoadedSource[]
  readonly problems: readonly Problem[]
}

/** Content of a pack by the name of its blob; undefined when it is not at hand. */
export type ReadPack = (blob: string) => Uint8Array | undefined

/** The sources of the flow, each with the rows of its pack, read by the source's own columns and format options. */
export function loadSources(
  graph: FlowGraph,
  test: TestRecord,
  records: ReadonlyMap<string, WorkspaceRecord>,
  readPack: ReadPack,
): LoadedSources {
  const sources: LoadedSource[] = []
  const problems: Problem[] = []
  for (const node of graph.nodes.values()) {
    if (node.config.kind !== 'kafka-source') continue
    const input = test.inputs.find((candidate) => candidate.node === node.id)
    const pack = input === undefined ? undefined : records.get(input.pack)
    if (pack?.type === 'pack') loadSource(node, node.config, pack, graph, readPack, sources, problems)
    else problems.push(withoutPack(node, test))
  }
  return { sources, problems }
}

function withoutPack(node: NodeRecord, test: TestRecord): Problem {
  const message = `${node.name} gets no rows: the test names no pack for it`
  const place = { kind: 'test', test: test.id } as const
  return { severity: 'warning', code: 'test.no-pack', message, params: { node: node.name }, place }
}

function loadSource(
  node: NodeRecord,
  config: KafkaSourceConfig,
  pack: PackRecord,
  graph: FlowGraph,
  readPack: ReadPack,
  sources: LoadedSource[],
  problems: Problem[],
): void {
  const refuse = (code: string, message: string, line = 1): void => {
    problems.push({ severity: 'error', code, message, place: { kind: 'pack', pack: pack.id, line } })
  }
  const bytes = readPack(pack.blob)
  if (bytes === undefined) {
    refuse('test.pack-lost', `The content of the pack ${pack.name} is missing`)
    return
  }
  const text = decodeBytes(bytes, 'utf-8')
  if (!text.ok) {
    refuse('test.pack-encoding', text.error.message, text.error.line)
    return
  }
  // A type that cannot be read has been reported with the flow itself.
  const fields = readFields(config.columns, readType)
  if (!fields.ok) return
  const options = new Map(config.properties.map(({ key, value }) => [tableOptionKey(key.trim()), value]))
  const { messages, problems: found } = readMessages(
    config.format,
    text.value,
    pack,
    fields.value,
    decodeOptions((key) => options.get(key)),
  )
  problems.push(...found.map((problem) => packProblem(pack, problem)))
  const time = eventTimeOf(config, graph, fields.value)
  sources.push({
    node,
    fields: fields.value,
    messages,
    ...(time === undefined ? {} : { eventTime: (message) => time(messages[message]?.at(-1)?.row) }),
    delayMs: config.eventTime?.delayMs ?? 0,
  })
}

function readMessages(
  format: KafkaSourceConfig['format'],
  text: string,
  pack: PackRecord,
  fields: readonly RowField[],
  options: DecodeOptions,
): DecodedMessages {
  if (format === 'debezium-json' || format === 'canal-json') return decodeChangelog(format, text, fields, options)
  const { rows, problems } = decodePack(text, pack, fields, options)
  return { messages: rows.map((row) => [{ kind: INSERT, row }]), problems }
}

function packProblem(pack: PackRecord, { severity, line, column, code, message }: RowProblem): Problem {
  const place = { kind: 'pack', pack: pack.id, line, ...(column === undefined ? {} : { column }) } as const
  return { severity, code, message: `${pack.name}, line ${line}: ${message}`, place }
}

function eventTimeOf(
  config: KafkaSourceConfig,
  graph: FlowGraph,
  fields: readonly RowField[],
): ((row: readonly Value[] | undefined) => number | undefined) | undefined {
  if (config.eventTime === undefined || graph.flow.settings.timeAttribute !== 'event') return undefined
  const { column } = config.eventTime
  const index = fields.findIndex((field) => field.name === column)
  const type = fields[index]?.type
  if (type === undefined) return undefined
  const precision = type.kind === 'TIMESTAMP' || type.kind === 'TIMESTAMP_LTZ' ? type.precision : 3
  return (row) => {
    const value = row?.[index] ?? null
    return value === null ? undefined : timestampMillis(value as Hybrid, precision)
  }
}
