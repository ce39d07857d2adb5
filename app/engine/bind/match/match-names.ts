import type { ColumnRef } from '../../../sql/ast.ts'
import { sqlError, unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { Column } from '../../logical/column.ts'
import type { MatchVariable, PatternVariable } from '../../logical/match-spec.ts'
import { RelationScope } from '../scope.ts'

/** A reference inside MATCH_RECOGNIZE: an expression over one row of the input, and whose row that is. */
export interface MatchReference {
  readonly variable: MatchVariable
  readonly expr: BoundExpr
}

/** The names inside MATCH_RECOGNIZE. */
export class MatchNames {
  readonly pattern: readonly PatternVariable[]
  readonly #columns: readonly Column[]
  /** Names of variables that are defined without standing in the pattern, and of the table: no row is ever theirs. */
  readonly #empty: ReadonlySet<string>

  constructor(pattern: readonly PatternVariable[], empty: readonly string[], columns: readonly Column[]) {
    this.pattern = pattern
    this.#empty = new Set(empty)
    this.#columns = columns
  }

  variable(name: string): MatchVariable | undefined {
    const place = this.pattern.findIndex((v) => v.name === name)
    if (place >= 0) return place
    return this.#empty.has(name) ? 'none' : undefined
  }

  resolve(ref: ColumnRef): MatchReference {
    const [first, column, ...fields] = ref.parts
    if (first === undefined || column === undefined)
      return { variable: 'all', expr: new RelationScope([{ columns: this.#columns, offset: 0 }]).resolve(ref) }
    const variable = this.variable(first.name)
    if (variable === undefined) {
      if (this.#columns.some((c) => c.name === first.name)) throw unsupported('field of a row column', ref.span)
      throw sqlError('parse', 'table-not-found', `Table '${first.name}' not found`, first.span)
    }
    if (fields.length > 0) {
      const message = `Column '${column.name}.${column.name}' not found in table '*'`
      throw sqlError('parse', 'column-not-found', message, ref.span)
    }
    const scope = new RelationScope([{ name: first.name, columns: this.#columns, offset: 0 }])
    return { variable, expr: scope.resolve(ref) }
  }
}
