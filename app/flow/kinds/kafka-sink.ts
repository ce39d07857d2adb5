import type { KafkaSinkConfig } from '../records.ts'
import { type FieldProblem, fieldError, requireText, requireWhole } from './field-problem.ts'
import { validateKafkaOptions } from './kafka-options.ts'
import type { NodeKindDescriptor } from './kind.ts'
import { plainField } from './plain-field.ts'
import { validateColumns, validateKeys } from './schema-columns.ts'

const RESERVED = [
  'connector',
  'topic',
  'properties.bootstrap.servers',
  'format',
  'key.format',
  'value.format',
  'sink.parallelism',
]

function validateKeyFormat(config: KafkaSinkConfig): FieldProblem[] {
  if (config.keys.length === 0 || config.format === 'json' || config.format === 'csv') return []
  const message = `With keys the sink is upsert-kafka, which does not take the format ${config.format}`
  return [fieldError('format', 'key.changelog-format', message, { format: config.format })]
}

export const kafkaSink: NodeKindDescriptor<KafkaSinkConfig> = {
  kind: 'kafka-sink',
  family: 'sink',
  ports: { inputs: { min: 1, max: 1 }, outputs: { min: 0, max: 0 } },
  baseName: 'sink',
  defaults: () => ({
    kind: 'kafka-sink',
    servers: '',
    topic: '',
    format: 'json',
    keys: [],
    columns: [],
    properties: [],
  }),
  fields: [
    plainField('servers', 'text', { required: true, placeholder: 'localhost:9092' }),
    plainField('topic', 'text', { required: true }),
    plainField('format', 'choice', { required: true, choices: ['json', 'csv', 'debezium-json', 'canal-json'] }),
    plainField('keys', 'column-list'),
    plainField('columns', 'columns'),
    plainField('parallelism', 'number'),
    plainField('properties', 'pairs'),
  ],
  validate: (config) => [
    ...requireText('servers', config.servers),
    ...requireText('topic', config.topic),
    ...validateColumns(config.columns),
    ...validateKeys('keys', config.keys, config.columns),
    ...validateKeyFormat(config),
    ...requireWhole('parallelism', config.parallelism, 1, 32_768),
    ...validateKafkaOptions(config.properties, RESERVED),
  ],
}
