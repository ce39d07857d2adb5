import type { Span } from '../../sql/span.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column, LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'

/** One output row per list of expressions; column `expandId` tells the lists apart. */
export interface LogicalExpand extends LogicalBase {
  readonly kind: 'Expand'
  readonly input: LogicalNode
  readonly projects: readonly (readonly BoundExpr[])[]
  readonly expandId: number
}

export const expand = (
  input: LogicalNode,
  projects: readonly (readonly BoundExpr[])[],
  columns: readonly Column[],
  expandId: number,
  span: Span,
): LogicalExpand => Object.freeze({ kind: 'Expand', input, projects, expandId, columns, span })
