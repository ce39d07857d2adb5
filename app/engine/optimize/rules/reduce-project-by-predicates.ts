import type { LogicalType } from '../../../types/logical-type.ts'
import { sameIgnoringNullability } from '../../../types/type-text.ts'
import type { Constant } from '../../expr/bound.ts'
import { mapInputs } from '../../logical/expressions.ts'
import { literalsOf } from '../../logical/literals-of.ts'
import { project } from '../../logical/project.ts'
import { countsRows } from '../assert-counted-sets.ts'
import type { Rule } from '../rule.ts'

/**
 * SELECT id … WHERE id = 3 selects the constant 3. It shows where `id` was a key: a constant is none,
 * so the sink no longer sees its key handed on. Not over INTERSECT ALL and EXCEPT ALL: there Flink has moved the
 * filter below before it looks.
 */
export const reduceProjectByPredicates: Rule = {
  name: 'ProjectReduceExpressionsRule',
  apply(node) {
    if (node.kind !== 'Project' || node.input.kind !== 'Filter' || countsRows(node.input.input)) return undefined
    const pinned = literalsOf(node.input.condition)
    if (pinned.size === 0) return undefined
    let changed = false
    const exprs = node.exprs.map((expr) =>
      mapInputs(expr, (ref) => {
        const constant = pinned.get(ref.index)
        if (constant === undefined) return ref
        changed = true
        if (isSafeLiteral(constant, ref.type)) return { ...constant, type: ref.type }
        if (sameIgnoringNullability(constant.type, ref.type) && constant.type.nullable === ref.type.nullable)
          return constant
        return { kind: 'cast', mode: 'implicit', operand: constant, type: ref.type, span: ref.span }
      }),
    )
    if (!changed) return undefined
    const names = node.columns.map((c) => c.name)
    return project(node.input, exprs, names, node.span)
  },
}

/** A whole number that a column without NULL equals is a literal of the column's type. */
const isSafeLiteral = ({ type }: Constant, wanted: LogicalType): boolean =>
  !wanted.nullable && INTEGERS.has(type.kind) && INTEGERS.has(wanted.kind)

const INTEGERS: ReadonlySet<LogicalType['kind']> = new Set(['TINYINT', 'SMALLINT', 'INT', 'BIGINT'])
