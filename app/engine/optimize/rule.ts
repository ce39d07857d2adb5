import type { Value } from '../../types/value.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { FunctionDeclaration } from '../functions/declaration.ts'
import type { LogicalNode } from '../logical/node.ts'

/** What a rule may ask of its surroundings. */
export interface RuleContext {
  lookup(name: string): FunctionDeclaration | undefined
  constant(expr: BoundExpr): Value
}

/** One rewriting, under Flink's or Calcite's name for it: the new node, or undefined where it does not apply. */
export interface Rule {
  readonly name: string
  apply(node: LogicalNode, context: RuleContext): LogicalNode | undefined
}
