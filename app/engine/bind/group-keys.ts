import { must } from '../../base/assert.ts'
import type { Expr } from '../../sql/ast.ts'
import { SqlError, sqlError } from '../../sql/diagnostic.ts'
import { nullable } from '../../types/construct-type.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { plainContext } from './expression-context.ts'
import type { Relation } from './from.ts'
import { sameSyntax } from './same-syntax.ts'

/** The expressions of one GROUP BY, each once, in the order of their first use. */
export class GroupKeys {
  readonly exprs: BoundExpr[]
  readonly #syntax: Expr[] = []
  /** Keys that a column by its name gives. What is only bound to a column (COALESCE of what is never NULL) gives none. */
  readonly #named: Set<number>
  readonly #from: Relation
  readonly #env: BindEnvironment

  /** `first`: keys that no expression of GROUP BY names, the properties of a group window. */
  constructor(from: Relation, env: BindEnvironment, first: readonly BoundExpr[] = []) {
    this.exprs = [...first]
    this.#named = new Set(first.keys())
    this.#from = from
    this.#env = env
  }

  /** The key that `expr` is, added if it is new. */
  indexOf(expr: Expr): number {
    const bound = bindExpression(expr, this.#from.scope, plainContext(this.#env, 'GROUP BY'))
    if (bound.type.kind === 'NULL') throw sqlError('parse', 'null-key', "Illegal use of 'NULL'", expr.span)
    const known = this.exprs.findIndex((k) => sameExpr(k, bound))
    const index = known >= 0 ? known : this.exprs.push(bound) - 1
    this.#syntax.push(expr)
    if (expr.kind === 'column') this.#named.add(index)
    return index
  }

  /** The group column that an expression of the select list stands for. */
  find(expr: Expr): number | undefined {
    if (expr.kind !== 'column' && !this.#syntax.some((s) => sameSyntax(s, expr))) return undefined
    const bound = this.#tryBind(expr)
    const index = bound === undefined ? -1 : this.exprs.findIndex((k) => sameExpr(k, bound))
    if (index < 0 || (expr.kind === 'column' && !this.#named.has(index))) return undefined
    return index
  }

  /** The column of the aggregation's output for a key; NULL in the sets that leave it out. */
  column(index: number, sets: readonly (readonly number[])[], at: Expr): BoundExpr {
    const key = must(this.exprs[index], 'group key')
    const always = sets.every((s) => s.includes(index))
    return { kind: 'input', index, type: always ? key.type : nullable(key.type), span: at.span }
  }

  #tryBind(expr: Expr): BoundExpr | undefined {
    try {
      return bindExpression(expr, this.#from.scope, plainContext(this.#env, 'SELECT'))
    } catch (error) {
      if (error instanceof SqlError) return undefined
      throw error
    }
  }
}
