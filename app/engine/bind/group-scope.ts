import type { ColumnRef } from '../../sql/ast.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { ExpressionScope } from './expression/context.ts'

/** Names above an aggregation: a column that is no group key has no single value there. */
export class GroupScope implements ExpressionScope {
  readonly #rows: ExpressionScope

  constructor(rows: ExpressionScope) {
    this.#rows = rows
  }

  resolve(ref: ColumnRef): BoundExpr {
    this.#rows.resolve(ref) // an unknown name is reported as such
    const text = ref.parts.map((p) => p.name).join('.')
    throw sqlError('parse', 'not-grouped', `Expression '${text}' is not being grouped`, ref.span)
  }
}
