import { must } from '../../base/assert.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { conjunction, conjuncts, inputsOf } from '../logical/expressions.ts'
import { equality } from '../logical/join-condition.ts'
import type { LogicalTemporalJoin } from '../logical/temporal-join.ts'
import { sourceKey } from '../logical/unique-keys.ts'
import { type CalcProgram, calcProgram } from './calc-program.ts'
import { makeNode } from './make-node.ts'
import type { StreamNode } from './node.ts'

/** A join with a table that is asked row by row, at processing time. */
export function lookupJoinToStream(node: LogicalTemporalJoin, left: StreamNode): StreamNode {
  const { joinType, condition, columns, span, viewed } = node
  const program = calcProgram(node.right)
  const scan = program.base
  if (viewed) throw sqlError('plan', 'lookup-view', 'Unsupported call: __TEMPORAL_JOIN_CONDITION_PRIMARY_KEY', span)
  if (scan.kind !== 'TableScan') throw unsupported('lookup join with such a table', span)
  const { table, fields } = scan
  if (!table.lookup) {
    throw sqlError('plan', 'processing-time-temporal', 'Processing-time temporal join is not supported yet.', span)
  }
  assertKey(node, program)
  const filter = conjunction(program.conditions)
  const source = makeNode({
    kind: 'TableSourceScan',
    inputs: [],
    columns: scan.columns,
    table,
    fields,
    span: scan.span,
  })
  return makeNode({
    kind: 'LookupJoin',
    inputs: [left, source],
    joinType,
    condition,
    ...(filter && { filter }),
    right: program.projections,
    primaryKey: sourceKey(table, fields) ?? [],
    unique: findsOneRow(node, program),
    columns,
    span,
  })
}

/** Of the equalities, the table's columns that they name. */
function lookupColumns({ condition, left }: LogicalTemporalJoin, program: CalcProgram): readonly number[] {
  const width = left.columns.length
  return conjuncts(condition).flatMap((part) => {
    const operands = equality(part)?.operands ?? []
    return operands.flatMap((operand, i) => {
      const other = operands[1 - i]
      if (operand.kind !== 'input' || operand.index < width || other === undefined) return []
      if ([...inputsOf(other)].some((c) => c >= width)) return []
      const column = must(program.projections[operand.index - width])
      return column.kind === 'input' ? [column.index] : []
    })
  })
}

function assertKey(node: LogicalTemporalJoin, program: CalcProgram): void {
  if (lookupColumns(node, program).length > 0) return
  const message = 'Temporal table join requires an equality condition on fields of table.'
  throw sqlError('plan', 'lookup-key', message, node.span)
}

function findsOneRow(node: LogicalTemporalJoin, program: CalcProgram): boolean {
  const scan = program.base
  const key = scan.kind === 'TableScan' ? sourceKey(scan.table, scan.fields) : undefined
  const columns = lookupColumns(node, program)
  return key?.every((c) => columns.includes(c)) ?? false
}
