import type { NodeRecord } from '../../flow/records.ts'
import { quoteIdentifier } from '../quote.ts'
import type { CompileScope } from './node-compiler.ts'

/** CREATE TEMPORARY VIEW under the node's name; `writeQuery` adds the query. */
export function writeView(node: NodeRecord, { writer }: CompileScope, writeQuery: () => void): void {
  writer.declaration('view', node.id, () => {
    writer.write('CREATE TEMPORARY VIEW ')
    writer.mapped(node.id, 'name', () => writer.write(quoteIdentifier(node.name)))
    writer.write(' AS\n')
    writeQuery()
  })
}
