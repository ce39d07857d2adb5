import type { KafkaSourceConfig, SchemaColumn } from '../records.ts'
import { type FieldProblem, fieldError, requireText, requireWhole } from './field-problem.ts'
import { validateKafkaOptions } from './kafka-options.ts'
import type { FormField, KindContext, NodeKindDescriptor } from './kind.ts'
import { plainField } from './plain-field.ts'
import { eventTimeForm, validateColumns, validateKeys } from './schema-columns.ts'

const STARTUP_MODES = ['latest-offset', 'earliest-offset', 'timestamp'] as const
const MAX_DELAY_MS = 7 * 24 * 3_600_000
const RESERVED = [
  'connector',
  'topic',
  'properties.bootstrap.servers',
  'properties.group.id',
  'scan.startup.mode',
  'scan.startup.timestamp-millis',
  'scan.parallelism',
]

const usesEventTime = (_config: KafkaSourceConfig, context: KindContext): boolean =>
  context.settings.timeAttribute === 'event'

const sendsChanges = (config: KafkaSourceConfig): boolean =>
  config.format === 'debezium-json' || config.format === 'canal-json'

const startupMode: FormField<KafkaSourceConfig> = {
  id: 'startup.mode',
  input: 'choice',
  required: true,
  placeholder: 'latest-offset',
  choices: STARTUP_MODES,
  read: (config) => config.startup.mode,
  write: (config, value) => {
    if (value === 'timestamp') return { ...config, startup: { mode: 'timestamp', millis: 0 } }
    return { ...config, startup: { mode: value === 'earliest-offset' ? 'earliest-offset' : 'latest-offset' } }
  },
}

const startupMillis: FormField<KafkaSourceConfig> = {
  id: 'startup.millis',
  input: 'date-time',
  required: true,
  visibleWhen: (config) => config.startup.mode === 'timestamp',
  read: (config) => (config.startup.mode === 'timestamp' ? config.startup.millis : undefined),
  write: (config, value) => ({ ...config, startup: { mode: 'timestamp', millis: Number(value ?? 0) } }),
}

const eventTimeColumn: FormField<KafkaSourceConfig> = {
  id: 'eventTime.column',
  input: 'column',
  required: false,
  visibleWhen: usesEventTime,
  read: (config) => config.eventTime?.column,
  write: (config, value) => {
    const { eventTime, ...others } = config
    if (value === undefined || value === '') return others
    return { ...others, eventTime: { column: String(value), delayMs: eventTime?.delayMs ?? 0 } }
  },
}

const eventTimeDelay: FormField<KafkaSourceConfig> = {
  id: 'eventTime.delayMs',
  input: 'number',
  required: false,
  unit: 'ms',
  placeholder: '0',
  visibleWhen: (config, context) => usesEventTime(config, context) && config.eventTime !== undefined,
  read: (config) => config.eventTime?.delayMs,
  write: (config, value) =>
    config.eventTime === undefined
      ? config
      : { ...config, eventTime: { ...config.eventTime, delayMs: Number(value ?? 0) } },
}

function validateEventTime(config: KafkaSourceConfig): FieldProblem[] {
  if (config.eventTime === undefined) return []
  const { column: name, delayMs } = config.eventTime
  const column = config.columns.find((candidate: SchemaColumn) => candidate.name === name)
  const delay = requireWhole('eventTime.delayMs', delayMs, 0, MAX_DELAY_MS)
  if (column === undefined)
    return [...delay, fieldError('eventTime.column', 'column.unknown', `There is no column ${name}`, { column: name })]
  if (eventTimeForm(column.type) !== undefined) return delay
  const message = `${name} is ${column.type}; event time needs TIMESTAMP(3), TIMESTAMP_LTZ(3) or a BIGINT of milliseconds`
  return [...delay, fieldError('eventTime.column', 'event-time.type', message, { column: name, type: column.type })]
}

function validateStartup(config: KafkaSourceConfig): FieldProblem[] {
  return config.startup.mode === 'timestamp'
    ? requireWhole('startup.millis', config.startup.millis, 0, Number.MAX_SAFE_INTEGER)
    : []
}

function validatePrimaryKey(config: KafkaSourceConfig): readonly FieldProblem[] {
  if (config.primaryKey.length > 0 && !sendsChanges(config)) {
    const message = `A Kafka table of format ${config.format} only inserts and cannot have a primary key`
    return [fieldError('primaryKey', 'key.append-only', message, { format: config.format })]
  }
  return validateKeys('primaryKey', config.primaryKey, config.columns)
}

function validateSchema(config: KafkaSourceConfig): FieldProblem[] {
  if (config.columns.length === 0) return [fieldError('columns', 'field.required', 'A source needs columns')]
  return validateColumns(config.columns)
}

export const kafkaSource: NodeKindDescriptor<KafkaSourceConfig> = {
  kind: 'kafka-source',
  family: 'source',
  ports: { inputs: { min: 0, max: 0 }, outputs: { min: 1, max: Number.POSITIVE_INFINITY } },
  baseName: 'source',
  defaults: () => ({
    kind: 'kafka-source',
    servers: '',
    topic: '',
    groupId: '',
    format: 'json',
    columns: [],
    primaryKey: [],
    startup: { mode: 'latest-offset' },
    properties: [],
  }),
  fields: [
    plainField('servers', 'text', { required: true, placeholder: 'localhost:9092' }),
    plainField('topic', 'text', { required: true }),
    plainField('groupId', 'text'),
    plainField('format', 'choice', { required: true, choices: ['json', 'csv', 'debezium-json', 'canal-json'] }),
    plainField('columns', 'columns', { required: true }),
    plainField('primaryKey', 'column-list', { visibleWhen: sendsChanges }),
    startupMode,
    startupMillis,
    eventTimeColumn,
    eventTimeDelay,
    plainField('parallelism', 'number'),
    plainField('properties', 'pairs'),
  ],
  validate: (config, context) => [
    ...requireText('servers', config.servers),
    ...requireText('topic', config.topic),
    ...validateSchema(config),
    ...validatePrimaryKey(config),
    ...validateStartup(config),
    ...(usesEventTime(config, context) ? validateEventTime(config) : []),
    ...requireWhole('parallelism', config.parallelism, 1, 32_768),
    ...validateKafkaOptions(config.properties, [...RESERVED, 'format']),
  ],
}
