import type { QualifiedName } from '../../sql/ast.ts'
import type { Value } from '../../types/value.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { FunctionDeclaration } from '../functions/declaration.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { ExpressionScope } from './expression/context.ts'
import type { StateTtlHints } from './state-ttl-hints.ts'
import type { DecorrelationWatch } from './subquery/decorrelation-watch.ts'

/** What the binder of a statement may look at. */
export interface BindEnvironment {
  readonly catalog: Catalog
  readonly config: ReadonlyMap<string, string>
  readonly zone: string
  lookup(name: string): FunctionDeclaration | undefined
  /** The value of an expression without columns. */
  constant(expr: BoundExpr): Value
  /** WITH tables in reach; the innermost wins. */
  readonly commonTables: ReadonlyMap<string, CommonTableBinding>
  /** In a subquery: the columns of the enclosing query, which a name may mean that is not its own. */
  readonly outer?: ExpressionScope
  /** Of one statement: refuses subqueries that Flink plans wrongly together. */
  readonly decorrelation?: DecorrelationWatch
  /** Of one statement: takes its STATE_TTL hints. */
  readonly stateTtl?: StateTtlHints
  /** In a subquery that is part of an expression: there no subquery becomes a SEMI or ANTI join. */
  readonly inExpression?: boolean
  /** Inside of another query, where an order without LIMIT means nothing. */
  readonly nested?: boolean
  /** Views being expanded, so that one cannot contain itself. */
  readonly expanding: readonly string[]
}

export interface CommonTableBinding {
  bind(): LogicalNode
}

export const simpleName = (name: QualifiedName): string | undefined =>
  name.parts.length === 1 ? name.parts[0]?.name : undefined
