import type { NodeRecord, SchemaColumn } from '../../flow/records.ts'
import type { CompileScope } from './node-compiler.ts'
import { checkColumnTypes } from './table-columns.ts'

/** A sink's columns: those that its form states, else the ones that come in. Undefined, with a problem, when nobody knows them. */
export function sinkColumns(
  node: NodeRecord,
  stated: readonly SchemaColumn[],
  scope: CompileScope,
): readonly SchemaColumn[] | undefined {
  if (stated.length > 0) return checkColumnTypes(node, stated, scope) ? stated : undefined
  const input = scope.graph.inputs.get(node.id)?.[0]
  if (input === undefined) return undefined
  const columns = scope.columnsOf(input)
  if (columns !== undefined && columns.length > 0) return columns
  const message = `The columns of ${node.name} cannot be derived: those of ${input.name} are not known`
  const params = { node: node.name, input: input.name }
  const place = { kind: 'node', flow: node.flow, node: node.id, field: 'columns' } as const
  scope.report({ severity: 'error', code: 'compile.columns-unknown', message, params, place })
  return undefined
}
