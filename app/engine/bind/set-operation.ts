import { must } from '../../base/assert.ts'
import type { SetOperation } from '../../sql/ast.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import { sameType } from '../../types/type-text.ts'
import { aggregate } from '../logical/aggregate.ts'
import type { Column } from '../logical/column.ts'
import { filter } from '../logical/filter.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project } from '../logical/project.ts'
import { union } from '../logical/union.ts'
import { castTo } from './cast-to.ts'
import { commonColumnType } from './common-column-type.ts'
import type { BindEnvironment } from './environment.ts'
import { inputRefs } from './input-refs.ts'
import { mixedColumnType, refusedMix } from './mixed-columns.ts'
import { assertOwnSources } from './one-source.ts'
import { bindBody } from './query.ts'
import { membership, multiplicity } from './set-rewrites.ts'

/** UNION, INTERSECT, EXCEPT [ALL]; the names come from the left side, the types from both. */
export function bindSetOperation(syntax: SetOperation, env: BindEnvironment): LogicalNode {
  const left = bindBody(syntax.left, env)
  const right = bindBody(syntax.right, env)
  if (left.columns.length !== right.columns.length) {
    const message = `Column count mismatch in ${syntax.op}`
    throw sqlError('parse', 'set-operation-width', message, syntax.span)
  }
  const columns = left.columns.map((column, i): Column => {
    const types = [column.type, must(right.columns[i], 'column').type]
    const message = `Type mismatch in column ${i + 1} of ${syntax.op}`
    const mixed = syntax.op === 'UNION' ? mixedColumnType(types) : undefined
    return { name: column.name, type: mixed ?? commonColumnType(types, syntax.span, message) }
  })
  if (syntax.op !== 'UNION') {
    assertOwnSources(left, right, env, syntax.span)
    const rewrite = syntax.all ? multiplicity : membership
    return rewrite({ op: syntax.op, left, right, columns, span: syntax.span }, env)
  }
  const inputs = [left, right].map((side) => typed(side, columns, syntax))
  const both = union(inputs.flatMap(flatInputs), columns, syntax.span)
  if (syntax.all) return both
  return aggregate(
    both,
    columns.map((_, i) => i),
    [],
    syntax.span,
  )
}

/** a UNION ALL b UNION ALL c is one union of three. */
const flatInputs = (node: LogicalNode): readonly LogicalNode[] => (node.kind === 'Union' ? node.inputs : [node])

function typed(side: LogicalNode, columns: readonly Column[], syntax: SetOperation): LogicalNode {
  if (side.columns.every((c, i) => sameType(c.type, must(columns[i], 'column').type))) return side
  const refs = inputRefs(side, syntax.span)
  const refusal = refs.map((e, i) => refusedMix(e, must(columns[i], 'column').type)).find((r) => r !== undefined)
  const exprs = refs.map((e, i) => castTo(e, must(columns[i], 'column').type))
  return project(
    refusal === undefined ? side : filter(side, refusal, syntax.span),
    exprs,
    columns.map((c) => c.name),
    syntax.span,
  )
}
