import { tableOptionKey } from '../../flow/kinds/kafka-options.ts'
import { eventTimeForm } from '../../flow/kinds/schema-columns.ts'
import type { FlowSettings, KafkaSourceConfig, SchemaColumn } from '../../flow/records.ts'
import { intervalTexts } from '../interval.ts'
import { quoteIdentifier } from '../quote.ts'
import type { CompileScope, NodeCompiler, NodeOf } from './node-compiler.ts'
import { checkColumnTypes, writeColumns } from './table-columns.ts'
import { type TableOption, writeOptions } from './table-options.ts'

export const kafkaSource: NodeCompiler<KafkaSourceConfig> = {
  declare(node, scope) {
    if (!checkColumnTypes(node, node.config.columns, scope)) return false
    const { writer } = scope
    writer.declaration('source', node.id, () => {
      writer.write('CREATE TEMPORARY TABLE ')
      writer.mapped(node.id, 'name', () => writer.write(quoteIdentifier(node.name)))
      writeColumns(node, node.config.columns, derivedLines(node, scope), scope)
      writeOptions(writer, node.id, options(node.config))
    })
    return true
  },
}

/** The column that carries event time where the field itself is a number: `event_time`, or with a number behind it where that is taken. */
export function computedEventTime(
  config: KafkaSourceConfig,
  settings: FlowSettings,
): { readonly name: string; readonly from: string } | undefined {
  if (config.eventTime === undefined || settings.timeAttribute !== 'event') return undefined
  const { column } = config.eventTime
  const type = config.columns.find((candidate) => candidate.name === column)?.type ?? ''
  if (eventTimeForm(type) !== 'epoch-millis') return undefined
  const taken = new Set(config.columns.map((candidate) => candidate.name))
  let name = 'event_time'
  for (let number = 2; taken.has(name); number++) name = `event_time_${number}`
  return { name, from: column }
}

/** All columns that a query sees, the computed one included. */
export function sourceColumns(config: KafkaSourceConfig, settings: FlowSettings): readonly SchemaColumn[] {
  const computed = computedEventTime(config, settings)
  return computed === undefined
    ? config.columns
    : [...config.columns, { name: computed.name, type: 'TIMESTAMP_LTZ(3)' }]
}

function derivedLines(node: NodeOf<KafkaSourceConfig>, scope: CompileScope): readonly (readonly [string, string])[] {
  const { config } = node
  const { settings } = scope.graph.flow
  const lines: (readonly [string, string])[] = []
  const computed = computedEventTime(config, settings)
  if (computed !== undefined) {
    const text = `${quoteIdentifier(computed.name)} AS TO_TIMESTAMP_LTZ(${quoteIdentifier(computed.from)}, 3)`
    lines.push([text, 'eventTime.column'])
  }
  if (config.eventTime !== undefined && settings.timeAttribute === 'event') {
    const name = quoteIdentifier(computed?.name ?? config.eventTime.column)
    const { delayMs } = config.eventTime
    const expression = delayMs === 0 ? name : [name, ...intervalTexts(delayMs)].join(' - ')
    lines.push([`WATERMARK FOR ${name} AS ${expression}`, 'eventTime.delayMs'])
  }
  if (config.primaryKey.length > 0)
    lines.push([`PRIMARY KEY (${config.primaryKey.map(quoteIdentifier).join(', ')}) NOT ENFORCED`, 'primaryKey'])
  return lines
}

function options(config: KafkaSourceConfig): readonly TableOption[] {
  const list: TableOption[] = [
    ['connector', 'kafka', undefined],
    ['topic', config.topic, 'topic'],
    ['properties.bootstrap.servers', config.servers, 'servers'],
  ]
  if (config.groupId !== '') list.push(['properties.group.id', config.groupId, 'groupId'])
  list.push(['scan.startup.mode', config.startup.mode, 'startup.mode'])
  if (config.startup.mode === 'timestamp')
    list.push(['scan.startup.timestamp-millis', String(config.startup.millis), 'startup.millis'])
  if (config.parallelism !== undefined) list.push(['scan.parallelism', String(config.parallelism), 'parallelism'])
  list.push(['format', config.format, 'format'])
  for (const { key, value } of config.properties) list.push([tableOptionKey(key.trim()), value, 'properties'])
  return list
}
