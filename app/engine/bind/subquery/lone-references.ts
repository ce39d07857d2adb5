import { type SqlError, sqlError } from '../../../sql/diagnostic.ts'
import type { ExpressionScope } from '../expression/context.ts'

/**
 * What the subqueries in aggregate calls name of the rows around them. Flink gives each name a correlation of its own
 * there, and can plan no subquery with two.
 */
export class LoneReferences {
  readonly #scope: ExpressionScope
  readonly #places = new Set<number>()
  #second: SqlError | undefined

  constructor(scope: ExpressionScope) {
    this.#scope = scope
  }

  /** Why Flink cannot plan one of the subqueries so far. */
  get failure(): SqlError | undefined {
    return this.#second
  }

  /** For the names in the next subquery. */
  readonly scopeOfNext = (): ExpressionScope => {
    let first: number | undefined
    return {
      resolve: (ref) => {
        const { start } = ref.span
        first ??= start
        this.#places.add(start)
        if (start !== first) {
          const message = `unexpected correlate variable $cor${this.#places.size} in the plan`
          this.#second = sqlError('plan', 'subquery-correlations', message, ref.span)
        }
        return this.#scope.resolve(ref)
      },
    }
  }
}
