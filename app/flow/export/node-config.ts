import { unreachable } from '../../base/assert.ts'
import { NODE_KINDS } from '../kinds/registry.ts'
import type { KafkaSinkConfig, KafkaSourceConfig, NodeConfig, SchemaColumn } from '../records.ts'
import type { JsonValue } from './print-json.ts'
import type { Reader } from './reader.ts'

const KAFKA_FORMATS = ['json', 'csv', 'debezium-json', 'canal-json'] as const

/** Fields in the order of the form. `sqlFile` names the file that holds the SQL; without it the SQL stands here. */
export function printNodeConfig(config: NodeConfig, sqlFile?: string): JsonValue {
  switch (config.kind) {
    case 'sql':
      return { kind: config.kind, ...(sqlFile === undefined ? { sql: config.sql } : { sqlFile }) }
    case 'filter':
      return { kind: config.kind, condition: config.condition }
    case 'print-sink':
      return { kind: config.kind, prefix: config.prefix }
    case 'kafka-source':
      return printSource(config)
    case 'kafka-sink':
      return printSink(config)
    default:
      return unreachable(config)
  }
}

export const printColumns = (columns: readonly SchemaColumn[]): JsonValue =>
  columns.map(({ name, type }) => ({ name, type }))

const printPairs = (pairs: readonly { readonly key: string; readonly value: string }[]): JsonValue =>
  pairs.map(({ key, value }) => ({ key, value }))

function printSource(config: KafkaSourceConfig): JsonValue {
  const { kind, servers, topic, groupId, format, columns, primaryKey, startup, eventTime, parallelism } = config
  return {
    kind,
    servers,
    topic,
    groupId,
    format,
    columns: printColumns(columns),
    primaryKey,
    startup: startup.mode === 'timestamp' ? { mode: startup.mode, millis: startup.millis } : { mode: startup.mode },
    eventTime: eventTime && { column: eventTime.column, delayMs: eventTime.delayMs },
    parallelism,
    properties: printPairs(config.properties),
  }
}

function printSink(config: KafkaSinkConfig): JsonValue {
  const { kind, servers, topic, format, keys, columns, parallelism, properties } = config
  return {
    kind,
    servers,
    topic,
    format,
    keys,
    columns: printColumns(columns),
    parallelism,
    properties: printPairs(properties),
  }
}

/** `readText` answers what stands in a file of the SQL, undefined where files do not exist (the clipboard). */
export function readNodeConfig(
  reader: Reader,
  readText: ((file: string) => string | undefined) | undefined,
): NodeConfig {
  const kind = reader.peek('kind').oneOf(NODE_KINDS)
  switch (kind) {
    case 'sql':
      return { kind, sql: readSql(reader, readText) }
    case 'filter':
      return { kind, condition: reader.object(['kind', 'condition']).get('condition').text() }
    case 'print-sink':
      return { kind, prefix: reader.object(['kind', 'prefix']).get('prefix').text() }
    case 'kafka-source':
      return readSource(reader)
    case 'kafka-sink':
      return readSink(reader)
    default:
      return unreachable(kind)
  }
}

function readSql(reader: Reader, readText: ((file: string) => string | undefined) | undefined): string {
  const fields = reader.object(['kind', 'sql', 'sqlFile'])
  const place = fields.optional('sqlFile')
  if (place === undefined) return fields.get('sql').text()
  const text = readText?.(place.text())
  return text ?? place.fail(`There is no file ${place.text()}`)
}

export const readColumns = (reader: Reader): readonly SchemaColumn[] =>
  reader.list((item) => {
    const column = item.object(['name', 'type'])
    return { name: column.get('name').text(), type: column.get('type').text() }
  })

export const readPairs = (reader: Reader): readonly { readonly key: string; readonly value: string }[] =>
  reader.list((item) => {
    const pair = item.object(['key', 'value'])
    return { key: pair.get('key').text(), value: pair.get('value').text() }
  })

const readTexts = (reader: Reader): readonly string[] => reader.list((item) => item.text())

function readStartup(reader: Reader): KafkaSourceConfig['startup'] {
  const mode = reader.peek('mode').oneOf(['latest-offset', 'earliest-offset', 'timestamp'])
  if (mode !== 'timestamp') {
    reader.object(['mode'])
    return { mode }
  }
  return { mode, millis: reader.object(['mode', 'millis']).get('millis').number() }
}

function readEventTime(reader: Reader): NonNullable<KafkaSourceConfig['eventTime']> {
  const fields = reader.object(['column', 'delayMs'])
  return { column: fields.get('column').text(), delayMs: fields.get('delayMs').number() }
}

const SOURCE_FIELDS = [
  'kind',
  'servers',
  'topic',
  'groupId',
  'format',
  'columns',
  'primaryKey',
  'startup',
  'eventTime',
  'parallelism',
  'properties',
]

function readSource(reader: Reader): KafkaSourceConfig {
  const fields = reader.object(SOURCE_FIELDS)
  const eventTime = fields.optional('eventTime')
  const parallelism = fields.optional('parallelism')
  return {
    kind: 'kafka-source',
    servers: fields.get('servers').text(),
    topic: fields.get('topic').text(),
    groupId: fields.get('groupId').text(),
    format: fields.get('format').oneOf(KAFKA_FORMATS),
    columns: readColumns(fields.get('columns')),
    primaryKey: readTexts(fields.get('primaryKey')),
    startup: readStartup(fields.get('startup')),
    ...(eventTime === undefined ? {} : { eventTime: readEventTime(eventTime) }),
    ...(parallelism === undefined ? {} : { parallelism: parallelism.number() }),
    properties: readPairs(fields.get('properties')),
  }
}

const SINK_FIELDS = ['kind', 'servers', 'topic', 'format', 'keys', 'columns', 'parallelism', 'properties']

function readSink(reader: Reader): KafkaSinkConfig {
  const fields = reader.object(SINK_FIELDS)
  const parallelism = fields.optional('parallelism')
  return {
    kind: 'kafka-sink',
    servers: fields.get('servers').text(),
    topic: fields.get('topic').text(),
    format: fields.get('format').oneOf(KAFKA_FORMATS),
    keys: readTexts(fields.get('keys')),
    columns: readColumns(fields.get('columns')),
    ...(parallelism === undefined ? {} : { parallelism: parallelism.number() }),
    properties: readPairs(fields.get('properties')),
  }
}
