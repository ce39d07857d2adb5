import { must } from '../../base/assert.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { Row } from '../row.ts'
import { LookupJoin } from '../runtime/operators/join/lookup-join.ts'
import { LookupTable } from '../runtime/operators/join/lookup-table.ts'
import type { LookupJoin as LookupJoinNode } from '../stream/node.ts'
import { type BuildContext, typesOf } from './build-context.ts'
import { identityOf, nullTest } from './build-join.ts'

/** The operator, and the table that the rows of the second input go into. */
export function buildLookupJoin(node: LookupJoinNode, context: BuildContext) {
  const { compiler } = context
  const strategy = context.config.get('table.optimizer.non-deterministic-update.strategy')
  if (strategy?.toUpperCase() === 'TRY_RESOLVE') throw unsupported('lookup join under TRY_RESOLVE', node.span)
  const left = typesOf(must(node.inputs[0]).columns)
  const stored = typesOf(must(node.inputs[1]).columns)
  const right = node.right.map((e) => e.type)
  const asked = node.lookup.map(({ column }) => must(stored[column]))
  if (asked.some(isBytes)) throw unsupported('lookup by bytes', node.span)
  const all = stored.map((_, i) => i)
  const isKeyed = node.primaryKey.length > 0
  const table = new LookupTable({
    identity: identityOf(compiler.key(stored, isKeyed ? node.primaryKey : all)),
    keyed: isKeyed,
    lookup: lookupKey(
      stored,
      node.lookup.map(({ column }) => column),
      context,
    ),
  })
  const toKey = compiler.projection(
    left,
    node.lookup.map(({ equals }) => equals),
  )
  const keyOf = lookupKey(
    asked,
    asked.map((_, i) => i),
    context,
  )
  const operator = new LookupJoin({
    table,
    key: (row) => keyOf(toKey(row)),
    ...(node.before && { before: compiler.predicate(left, node.before) }),
    view: compiler.calc(stored, node.filter, node.right),
    ...(node.after && { after: compiler.joinPredicate(left, right, node.after) }),
    concat: compiler.concat(left.length, right.length),
    outer: node.joinType === 'LEFT',
    noRight: compiler.nulls(right.length),
  })
  return { operator, table }
}

const isBytes = ({ kind }: LogicalType): boolean => kind === 'BINARY' || kind === 'VARBINARY'

/** Undefined where one of the columns is NULL, which equals nothing. */
function lookupKey(types: readonly LogicalType[], columns: readonly number[], { compiler }: BuildContext) {
  const reader = compiler.key(types, columns)
  const identity = identityOf(reader)
  const hasNull = nullTest(reader)
  return (row: Row): unknown => (hasNull(row) ? undefined : identity(row))
}
