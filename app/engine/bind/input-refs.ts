import type { Span } from '../../sql/span.ts'
import type { InputRef } from '../expr/bound.ts'
import type { LogicalNode } from '../logical/node.ts'

/** Every column of a relation, as expressions over it. */
export const inputRefs = (node: LogicalNode, span: Span): readonly InputRef[] =>
  node.columns.map((c, index) => ({ kind: 'input', index, type: c.type, span }))
