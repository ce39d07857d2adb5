import { must } from '../../base/assert.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { Row } from '../row.ts'
import { LookupJoin } from '../runtime/operators/join/lookup-join.ts'
import { LookupTable } from '../runtime/operators/join/lookup-table.ts'
import type { LookupJoin as LookupJoinNode } from '../stream/node.ts'
import { type BuildContext, typesOf } from './build-context.ts'

/** The operator, and the table that the rows of the second input go into. */
export function buildLookupJoin(node: LookupJoinNode, context: BuildContext) {
  const { compiler } = context
  const strategy = context.config.get('table.optimizer.non-deterministic-update.strategy')
  if (strategy?.toUpperCase() === 'TRY_RESOLVE') throw unsupported('lookup join under TRY_RESOLVE', node.span)
  const left = typesOf(must(node.inputs[0]).columns)
  const stored = typesOf(must(node.inputs[1]).columns)
  const right = node.right.map((e) => e.type)
  const table = new LookupTable({
    same: sameColumns(node.primaryKey.length > 0 ? node.primaryKey : stored.map((_, i) => i), stored, context),
    keyed: node.primaryKey.length > 0,
    view: compiler.calc(stored, node.filter, node.right),
  })
  const operator = new LookupJoin({
    table,
    condition: compiler.joinPredicate(left, right, node.condition),
    concat: compiler.concat(left.length, right.length),
    outer: node.joinType === 'LEFT',
    noRight: compiler.nulls(right.length),
  })
  return { operator, table }
}

function sameColumns(columns: readonly number[], types: readonly LogicalType[], { compiler }: BuildContext) {
  const select = compiler.select(columns)
  const equal = compiler.equal(columns.map((i) => must(types[i])))
  return (a: Row, b: Row): boolean => equal(select(a), select(b))
}
