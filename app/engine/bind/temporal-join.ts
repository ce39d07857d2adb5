import type { Expr, JoinRef, NamedTable, TableRef } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { isTimestamp } from '../../types/type-family.ts'
import { typeText } from '../../types/type-text.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { inputsOf as columnsOf } from '../logical/expressions.ts'
import { inputsOf, withInputs } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import { type LogicalTemporalJoin, temporalJoin } from '../logical/temporal-join.ts'
import { isTimeAttribute } from '../logical/time-attribute.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { plainContext } from './expression-context.ts'
import type { Relation } from './from.ts'

export type SnapshotRef = NamedTable & { readonly systemTime: Expr }

export const isSnapshot = (ref: TableRef): ref is SnapshotRef =>
  ref.kind === 'named-table' && ref.systemTime !== undefined

/** The table itself, without the time at which it is looked at. */
export function withoutSystemTime(ref: SnapshotRef): NamedTable {
  const { systemTime: _, ...table } = ref
  return table
}

/** The column of the left side that says which version is meant. */
export function snapshotTime(ref: SnapshotRef, left: Relation, env: BindEnvironment): number {
  const expr = ref.systemTime
  const bound: BoundExpr = bindExpression(expr, left.scope, plainContext(env, 'ON'))
  if (bound.kind === 'input') return bound.index
  if (columnsOf(bound).size > 0) {
    const message =
      "Temporal table join currently only supports 'FOR SYSTEM_TIME AS OF' left table's time attribute field"
    throw sqlError('plan', 'temporal-join-time', message, expr.span)
  }
  const message = 'Unsupported time travel expression: the expression can not be reduced to a constant by Flink.'
  throw sqlError('parse', 'time-travel', message, expr.span)
}

/** The join of a left side with the versions of a table. Throws SqlError for what Flink refuses to plan. */
export function bindSnapshotJoin(
  ref: JoinRef,
  left: LogicalNode,
  right: LogicalNode,
  condition: BoundExpr,
  leftTime: number,
  viewed: boolean,
): LogicalTemporalJoin {
  const { span } = ref
  const joinType = ref.type === 'LEFT' ? 'LEFT' : 'INNER'
  if (ref.type === 'RIGHT' || ref.type === 'FULL')
    throw sqlError('parse', 'temporal-join-type', `Unknown join type ${ref.type}`, span)
  const type = left.columns[leftTime]?.type
  const time = type !== undefined && 'time' in type ? type.time : undefined
  if (type === undefined || !isTimestamp(type)) {
    const message = `The system time period specification expects Timestamp type but is '${type ? typeText(type) : 'unknown'}'`
    throw sqlError('parse', 'temporal-join-time', message, span)
  }
  if (time === undefined || !isTimeAttribute(left, leftTime))
    throw unsupported('temporal join on no time attribute', span)
  const shared = { left, joinType, condition, leftTime, span } as const
  if (time === 'proctime') return temporalJoin({ ...shared, right, ...(viewed && { viewed }) })
  const rightTime = right.columns.findIndex((c, i) => hasRowtime(c.type) && isTimeAttribute(right, i))
  return temporalJoin({ ...shared, right: unnormalized(right), rightTime })
}

const hasRowtime = (type: BoundExpr['type']): boolean => 'time' in type && type.time === 'rowtime'

/** Versions are taken as the source sends them: a newer one of the same key needs no retraction. */
function unnormalized(node: LogicalNode): LogicalNode {
  if (node.kind === 'TableScan') return Object.freeze({ ...node, normalized: false })
  if (node.kind !== 'Project' && node.kind !== 'Filter' && node.kind !== 'WatermarkAssigner') return node
  return withInputs(node, inputsOf(node).map(unnormalized))
}
