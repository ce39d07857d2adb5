import type { ColumnRef, Select } from '../../sql/ast.ts'
import { type Fix, sqlError } from '../../sql/diagnostic.ts'
import { groupFix } from '../../sql/fix.ts'
import { printParts } from '../../sql/print-name.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { ExpressionScope } from './expression/context.ts'

/** Names above an aggregation: a column that is no group key has no single value there. */
export class GroupScope implements ExpressionScope {
  readonly #rows: ExpressionScope

  readonly #select: Select

  constructor(rows: ExpressionScope, select: Select) {
    this.#rows = rows
    this.#select = select
  }

  resolve(ref: ColumnRef): BoundExpr {
    this.#rows.resolve(ref) // an unknown name is reported as such
    const text = ref.parts.map((p) => p.name).join('.')
    throw sqlError('parse', 'not-grouped', `Expression '${text}' is not being grouped`, ref.span, this.#addKey(ref))
  }

  /** The column behind the last group key; without GROUP BY behind what comes before it. */
  #addKey(ref: ColumnRef): readonly Fix[] {
    const { groupBy = [], where, from } = this.#select
    const column = printParts(ref.parts)
    const last = groupBy.at(-1)
    if (last?.kind === 'expr') return [groupFix(last.span.end, `, ${column}`, column)]
    const before = where?.span ?? from?.span
    return groupBy.length > 0 || before === undefined ? [] : [groupFix(before.end, ` GROUP BY ${column}`, column)]
  }
}
