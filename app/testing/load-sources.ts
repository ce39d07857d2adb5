import { decodeOptions } from '../codec/decode-options.ts'
import type { FlowGraph } from '../flow/graph.ts'
import { tableOptionKey } from '../flow/kinds/kafka-options.ts'
import type { KafkaSourceConfig, NodeRecord, PackRecord, TestRecord, WorkspaceRecord } from '../flow/records.ts'
import { readFields } from '../pack/inspect-pack.ts'
import type { ReadPack } from '../pack/pack-bytes.ts'
import type { RowField } from '../types/logical-type.ts'
import { timestampMillis } from '../types/timestamp.ts'
import type { Hybrid, Value } from '../types/value.ts'
import { type Message, MessageReader } from './message-reader.ts'
import { readType } from './read-type.ts'
import type { Problem } from './report.ts'

/** A source node with the pack that a test feeds it. */
export interface LoadedSource {
  readonly node: NodeRecord
  readonly fields: readonly RowField[]
  /** The messages from the first on. What cannot be read is told on the way. */
  read(report: (problem: Problem) => void): MessageReader
  /** Event time in ms of a message; absent when the source has none. */
  readonly eventTime?: (message: Message) => number | undefined
  readonly delayMs: number
}

export interface LoadedSources {
  readonly sources: readonly LoadedSource[]
  readonly problems: readonly Problem[]
}

/** The sources of the flow, each with its pack, to be read by the source's own columns and format options. */
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
    if (pack?.type !== 'pack') problems.push(withoutPack(node, test))
    else {
      const source = loadSource(node, node.config, pack, graph, readPack)
      if (source === undefined) problems.push(lostPack(pack))
      else if (source !== 'no-type') sources.push(source)
    }
  }
  return { sources, problems }
}

function withoutPack(node: NodeRecord, test: TestRecord): Problem {
  const message = `${node.name} gets no rows: the test names no pack for it`
  const place = { kind: 'test', test: test.id } as const
  return { severity: 'warning', code: 'test.no-pack', message, params: { node: node.name }, place }
}

function lostPack(pack: PackRecord): Problem {
  const message = `The content of the pack ${pack.name} is missing`
  return { severity: 'error', code: 'test.pack-lost', message, place: { kind: 'pack', pack: pack.id, line: 1 } }
}

function loadSource(
  node: NodeRecord,
  config: KafkaSourceConfig,
  pack: PackRecord,
  graph: FlowGraph,
  readPack: ReadPack,
): LoadedSource | 'no-type' | undefined {
  const bytes = readPack(pack.blob)
  if (bytes === undefined) return undefined
  // A type that cannot be read has been reported with the flow itself.
  const fields = readFields(config.columns, readType)
  if (!fields.ok) return 'no-type'
  const options = new Map(config.properties.map(({ key, value }) => [tableOptionKey(key.trim()), value]))
  const time = eventTimeOf(config, graph, fields.value)
  const read = {
    ...{ pack, bytes, fields: fields.value, format: config.format },
    options: decodeOptions((key) => options.get(key)),
  }
  return {
    node,
    fields: fields.value,
    read: (report) => new MessageReader(read, report),
    ...(time === undefined ? {} : { eventTime: (message) => time(message.at(-1)?.row) }),
    delayMs: config.eventTime?.delayMs ?? 0,
  }
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
