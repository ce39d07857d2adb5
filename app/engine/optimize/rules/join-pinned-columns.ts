import { must } from '../../../base/assert.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import { sameIgnoringNullability } from '../../../types/type-text.ts'
import type { BoundExpr, Constant } from '../../expr/bound.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import { conjunction, conjuncts } from '../../logical/expressions.ts'
import { type JoinType, join } from '../../logical/join.ts'
import { splitCondition } from '../../logical/join-condition.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { pinnedColumns } from '../../logical/pinned-columns.ts'
import { inputRef } from '../../logical/project.ts'
import { scalarCall } from '../call.ts'
import type { Rule } from '../rule.ts'
import { alwaysTrue, filtered } from './filter-into-join.ts'

/** With `a = b` and `a = 1` on one side, the other side keeps `b = 1` alone, and the join need not compare them. */
export const joinPinnedColumns: Rule = {
  name: 'JoinPushTransitivePredicatesRule',
  apply(node, context) {
    if (node.kind !== 'Join') return undefined
    const { joinType, span } = node
    const width = node.left.columns.length
    const left = pinnedColumns(node.left)
    const right = pinnedColumns(node.right)
    const toLeft: BoundExpr[] = []
    const toRight: BoundExpr[] = []
    const equalTo = (side: LogicalNode, column: number, value: Constant): BoundExpr =>
      scalarCall('=', [inputRef(side, column, span), value], span, context)
    const rest = conjuncts(node.condition).filter((part) => {
      const [pair] = splitCondition(part, width).pairs
      if (pair === undefined || pair.nullSafe) return true
      const a = left.get(pair.left)
      const b = right.get(pair.right)
      if (a !== undefined && b !== undefined) return !sameExpr(a, b)
      if (a !== undefined && fits(a, node.right, pair.right) && LEFT_TO_RIGHT.has(joinType)) {
        toRight.push(equalTo(node.right, pair.right, a))
        return false
      }
      if (b !== undefined && fits(b, node.left, pair.left) && RIGHT_TO_LEFT.has(joinType)) {
        toLeft.push(equalTo(node.left, pair.left, b))
        return false
      }
      if (b !== undefined || a !== undefined) throw unsupported('outer join on a column with one value', part.span)
      return true
    })
    if (rest.length === conjuncts(node.condition).length) return undefined
    const condition = conjunction(rest) ?? alwaysTrue(node)
    return join(filtered(node.left, toLeft), filtered(node.right, toRight), joinType, condition, span)
  },
}

const LEFT_TO_RIGHT: ReadonlySet<JoinType> = new Set(['INNER', 'LEFT', 'SEMI', 'ANTI'])
const RIGHT_TO_LEFT: ReadonlySet<JoinType> = new Set(['INNER', 'RIGHT', 'SEMI'])

function fits({ type }: Constant, node: LogicalNode, column: number): boolean {
  const own = must(node.columns[column]).type
  return sameIgnoringNullability(own, type) || (own.kind === 'VARCHAR' && type.kind === 'CHAR')
}
