import { tableOptionKey } from '../../flow/kinds/kafka-options.ts'
import type { KafkaSinkConfig } from '../../flow/records.ts'
import { quoteIdentifier } from '../quote.ts'
import type { NodeCompiler } from './node-compiler.ts'
import { sinkColumns } from './sink-columns.ts'
import { writeColumns } from './table-columns.ts'
import { type TableOption, writeOptions } from './table-options.ts'

export const kafkaSink: NodeCompiler<KafkaSinkConfig> = {
  declare(node, scope) {
    const { config } = node
    const columns = sinkColumns(node, config.columns, scope)
    if (columns === undefined) return false
    const { writer } = scope
    const key = `PRIMARY KEY (${config.keys.map(quoteIdentifier).join(', ')}) NOT ENFORCED`
    writer.declaration('sink', node.id, () => {
      writer.write('CREATE TEMPORARY TABLE ')
      writer.mapped(node.id, 'name', () => writer.write(quoteIdentifier(node.name)))
      writeColumns(node, columns, config.keys.length === 0 ? [] : [[key, 'keys']], scope)
      writeOptions(writer, node.id, options(config))
    })
    return true
  },
}

function options(config: KafkaSinkConfig): readonly TableOption[] {
  const upsert = config.keys.length > 0
  const list: TableOption[] = [
    ['connector', upsert ? 'upsert-kafka' : 'kafka', undefined],
    ['topic', config.topic, 'topic'],
    ['properties.bootstrap.servers', config.servers, 'servers'],
  ]
  if (upsert) list.push(['key.format', config.format, 'format'], ['value.format', config.format, 'format'])
  else list.push(['format', config.format, 'format'])
  if (config.parallelism !== undefined) list.push(['sink.parallelism', String(config.parallelism), 'parallelism'])
  for (const { key, value } of config.properties) list.push([tableOptionKey(key.trim()), value, 'properties'])
  return list
}
