import type { NodeRecord, SchemaColumn } from '../../flow/records.ts'
import { problemsOfField } from '../field-diagnostics.ts'
import { quoteIdentifier } from '../quote.ts'
import { readTypeText } from '../read-sql.ts'
import type { CompileScope } from './node-compiler.ts'

/** Whether each column's type can be read; what cannot is reported. */
export function checkColumnTypes(node: NodeRecord, columns: readonly SchemaColumn[], scope: CompileScope): boolean {
  let readable = true
  for (const { name, type } of columns) {
    const reading = readTypeText(type)
    if (reading.ok) continue
    readable = false
    for (const problem of problemsOfField(node, 'columns', reading.diagnostics)) {
      // The span counts in the type's text, not in the whole list of columns.
      const { span: _span, ...place } = problem.place
      scope.report({ ...problem, place, message: `Column ${name}: ${problem.message}` })
    }
  }
  return readable
}

/** Lines of the column list: physical columns first, then `further`; the list is not empty. */
export function writeColumns(
  node: NodeRecord,
  columns: readonly SchemaColumn[],
  further: readonly (readonly [text: string, field: string])[],
  scope: CompileScope,
): void {
  const lines: (readonly [string, string])[] = [
    ...columns.map(({ name, type }) => [`${quoteIdentifier(name)} ${type.trim()}`, 'columns'] as const),
    ...further,
  ]
  scope.writer.write(' (\n')
  lines.forEach(([text, field], index) => {
    scope.writer.write('  ')
    scope.writer.mapped(node.id, field, () => scope.writer.write(text))
    scope.writer.write(index === lines.length - 1 ? '\n' : ',\n')
  })
  scope.writer.write(')')
}
