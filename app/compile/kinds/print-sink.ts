import type { PrintSinkConfig } from '../../flow/records.ts'
import { quoteIdentifier } from '../quote.ts'
import type { NodeCompiler } from './node-compiler.ts'
import { sinkColumns } from './sink-columns.ts'
import { writeColumns } from './table-columns.ts'
import { type TableOption, writeOptions } from './table-options.ts'

export const printSink: NodeCompiler<PrintSinkConfig> = {
  declare(node, scope) {
    const columns = sinkColumns(node, [], scope)
    if (columns === undefined) return false
    const { writer } = scope
    const { prefix } = node.config
    const options: TableOption[] = [['connector', 'print', undefined]]
    if (prefix !== '') options.push(['print-identifier', prefix, 'prefix'])
    writer.declaration('sink', node.id, () => {
      writer.write('CREATE TEMPORARY TABLE ')
      writer.mapped(node.id, 'name', () => writer.write(quoteIdentifier(node.name)))
      writeColumns(node, columns, [], scope)
      writeOptions(writer, node.id, options)
    })
    return true
  },
}
