import { must } from '../../base/assert.ts'
import type { Span } from '../../sql/span.ts'
import type { BoundExpr, InputRef } from '../expr/bound.ts'
import type { LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'

export interface LogicalProject extends LogicalBase {
  readonly kind: 'Project'
  readonly input: LogicalNode
  readonly exprs: readonly BoundExpr[]
}

export function project(
  input: LogicalNode,
  exprs: readonly BoundExpr[],
  names: readonly string[],
  span: Span,
): LogicalProject {
  const columns = exprs.map((e, i) => ({ name: must(names[i], 'column name'), type: e.type }))
  return Object.freeze({ kind: 'Project', input, exprs, columns, span })
}

/** Some columns of the input, under their names. */
export function selectColumns(input: LogicalNode, indexes: readonly number[], span: Span): LogicalProject {
  const names = indexes.map((i) => must(input.columns[i], 'column').name)
  return project(
    input,
    indexes.map((i) => inputRef(input, i, span)),
    names,
    span,
  )
}

export const inputRef = (input: LogicalNode, index: number, span: Span): InputRef => ({
  kind: 'input',
  index,
  type: must(input.columns[index], 'column').type,
  span,
})
