import { must } from '../../base/assert.ts'
import type { ColumnRef, Identifier } from '../../sql/ast.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { nullable } from '../../types/construct-type.ts'
import type { LogicalType, RowType } from '../../types/logical-type.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column } from '../logical/column.ts'
import { commonColumn } from './common-column.ts'
import { resolveWithin } from './enclosing-scope.ts'
import type { ExpressionScope } from './expression/context.ts'
import { missingName } from './missing-name.ts'
import { uniqueNames } from './names.ts'

/** A relation in reach of an expression: its columns start at `offset` of the row. */
export interface ScopeRelation {
  /** The alias, or the table's name; absent for a derived table without one. */
  readonly name?: string
  /** The full path of a table without an alias, so that `db.t.c` resolves. */
  readonly path?: readonly string[]
  readonly columns: readonly Column[]
  readonly offset: number
}

/** A column that `*` spreads, and the columns of the joined row that it is made of: the first that is not NULL. */
export interface SpreadColumn {
  readonly name: string
  readonly sources: readonly number[]
}

export interface JoinedNames {
  readonly spread: readonly SpreadColumn[]
  /** The names of USING, of this join and of those on its left, as long as each has USING. */
  readonly common: ReadonlySet<string>
}

interface ScopeOptions {
  /** The expressions of a CREATE TABLE, where Flink words an unknown name differently. */
  readonly inTable?: boolean
  readonly joined?: JoinedNames | undefined
  readonly outer?: ExpressionScope | undefined
  readonly seesCommon?: boolean
}

export const spreadOf = (relations: readonly ScopeRelation[]): readonly SpreadColumn[] =>
  relations.flatMap((r) => r.columns.map(({ name }, i) => ({ name, sources: [r.offset + i] })))

/** The names of one FROM clause. */
export class RelationScope implements ExpressionScope {
  readonly relations: readonly ScopeRelation[]

  /** What joins by USING or NATURAL say of the names; absent where there is none. */
  readonly joined: JoinedNames | undefined
  readonly #options: ScopeOptions

  constructor(relations: readonly ScopeRelation[], options: ScopeOptions = {}) {
    this.relations = relations
    this.joined = options.joined
    this.#options = options
  }

  /** The columns that `*` spreads. */
  spread(): readonly SpreadColumn[] {
    return this.joined?.spread ?? spreadOf(this.relations)
  }

  /** Names of USING: outside SELECT and GROUP BY, and right before AS, they are those of two columns. */
  commonNames(): ReadonlySet<string> {
    return this.joined?.common ?? new Set()
  }

  /** The same names, and behind them those of an enclosing query. */
  within(outer: ExpressionScope | undefined): RelationScope {
    return outer === undefined ? this : new RelationScope(this.relations, { ...this.#options, outer })
  }

  /** For SELECT and GROUP BY: there, and only there, the name of USING is the column that it makes of two. */
  withCommonNames(): RelationScope {
    return new RelationScope(this.relations, { ...this.#options, seesCommon: true })
  }

  resolve(ref: ColumnRef): BoundExpr {
    const { outer } = this.#options
    return outer === undefined ? this.#own(ref) : resolveWithin(ref, (own) => this.#own(own), outer)
  }

  #own(ref: ColumnRef): BoundExpr {
    const [first, ...rest] = ref.parts as readonly [Identifier, ...Identifier[]]
    const relation = this.#relationOf(ref.parts)
    if (relation !== undefined) {
      const [column, ...fields] = ref.parts.slice(relation.nameLength) as [Identifier, ...Identifier[]]
      return this.#columnOf(relation.relation, column, fields, ref.span)
    }
    const spread = ref.spread === undefined ? undefined : this.spread()[ref.spread]
    if (spread !== undefined) return this.#commonColumn(spread.sources, ref.span)
    const owners = this.relations.filter((r) => r.columns.some((c) => c.name === first.name))
    if (owners.length > 1 && this.#options.seesCommon && this.joined?.common.has(first.name)) {
      const places = owners.slice(0, 2).map((r) => r.offset + r.columns.findIndex((c) => c.name === first.name))
      return accessFields(this.#commonColumn(places, ref.span), rest, ref.span)
    }
    if (owners.length > 1) throw ambiguousName(first)
    const owner = owners[0]
    if (owner !== undefined) return this.#columnOf(owner, first, rest, ref.span)
    const nested = this.#nestedFields(first.name, ref.span)
    if (nested.length > 1) throw ambiguousName(first)
    if (nested[0] !== undefined) return accessFields(nested[0], rest, ref.span)
    if (rest.length > 0) {
      const tables = this.relations.flatMap(({ name }) => name ?? [])
      throw missingName('table-not-found', `Table '${first.name}' not found`, first, tables)
    }
    const words = this.#options.inTable
      ? `Unknown identifier '${first.name}'`
      : `Column '${first.name}' not found in any table`
    throw missingName(
      'column-not-found',
      words,
      first,
      this.spread().map((column) => column.name),
    )
  }

  #commonColumn(sources: readonly number[], span: Span): BoundExpr {
    const columns = this.relations.flatMap((r) => r.columns.map((column, i) => ({ column, index: r.offset + i })))
    const sides = sources.map((index): BoundExpr => {
      const { column } = must(columns.find((each) => each.index === index))
      return { kind: 'input', index, type: column.type, span }
    })
    return commonColumn(sides, span)
  }

  /** What `*`, `t.*` or `t.row.*` stands for: names, and the full path of each, or its place in `spread`. */
  expandStar(
    qualifier: readonly Identifier[],
    span: Span,
  ): readonly { readonly name: string; readonly path: readonly string[]; readonly spread?: number }[] {
    const name = qualifier.at(-1)?.name
    const { joined } = this
    if (name === undefined && joined) {
      // a name that comes again is numbered before the columns of that name become one
      const names = uniqueNames(spreadOf(this.relations).map((column) => column.name))
      return joined.spread.map((column, spread) => ({
        name: names[column.sources[0] ?? 0] ?? column.name,
        path: [column.name],
        spread,
      }))
    }
    const chosen = name === undefined ? this.relations : this.relations.filter((r) => r.name === name)
    const prefix = (r: ScopeRelation) => (r.name === undefined ? [] : [r.name])
    if (chosen.length > 0 || name === undefined)
      return chosen.flatMap((r) => r.columns.map((c) => ({ name: c.name, path: [...prefix(r), c.name] })))
    const { type } = this.resolve({ kind: 'column', parts: qualifier, span })
    if (!isRow(type)) throw sqlError('parse', 'table-not-found', `Unknown identifier '${name}'`, span)
    const path = qualifier.map((q) => q.name)
    return type.fields.map((field) => ({ name: field.name, path: [...path, field.name] }))
  }

  #relationOf(parts: readonly Identifier[]): { relation: ScopeRelation; nameLength: number } | undefined {
    const names = parts.map((p) => p.name)
    if (names.length < 2) return undefined
    for (const relation of this.relations) {
      if (relation.name === names[0]) return { relation, nameLength: 1 }
      const path = relation.path
      if (path === undefined) continue
      for (let n = 2; n <= Math.min(path.length, names.length - 1); n++) {
        if (path.slice(-n).every((p, i) => p === names[i])) return { relation, nameLength: n }
      }
    }
    return undefined
  }

  #columnOf(relation: ScopeRelation, name: Identifier, fields: readonly Identifier[], span: Span): BoundExpr {
    const index = relation.columns.findIndex((c) => c.name === name.name)
    const column = relation.columns[index]
    if (column === undefined) {
      const words = `Column '${name.name}' not found in table '${relation.name ?? ''}'`
      const known = relation.columns.map((c) => c.name)
      throw missingName('column-not-found', words, name, known)
    }
    if (relation.columns.findLastIndex((c) => c.name === name.name) !== index) throw ambiguousName(name)
    return accessFields({ kind: 'input', index: relation.offset + index, type: column.type, span }, fields, span)
  }

  /** Flink also finds the fields of nested rows by their bare name, at any depth. */
  #nestedFields(name: string, span: Span): readonly BoundExpr[] {
    const found: BoundExpr[] = []
    const visit = (expr: BoundExpr): void => {
      if (!isRow(expr.type)) return
      expr.type.fields.forEach((field, index) => {
        const access = fieldAccess(expr, index, field.type, span)
        if (field.name === name) found.push(access)
        else visit(access)
      })
    }
    for (const relation of this.relations) {
      relation.columns.forEach((column, i) => {
        visit({ kind: 'input', index: relation.offset + i, type: column.type, span })
      })
    }
    return found
  }
}

const isRow = (type: LogicalType): type is RowType => type.kind === 'ROW' || type.kind === 'STRUCTURED'

export const ambiguousName = (name: Identifier) =>
  sqlError('parse', 'column-ambiguous', `Column '${name.name}' is ambiguous`, name.span)

function fieldAccess(operand: BoundExpr, index: number, type: LogicalType, span: Span): BoundExpr {
  return { kind: 'field', operand, index, type: operand.type.nullable ? nullable(type) : type, span }
}

function accessFields(expr: BoundExpr, names: readonly Identifier[], span: Span): BoundExpr {
  let result = expr
  for (const name of names) {
    const type = result.type
    const index = isRow(type) ? type.fields.findIndex((f) => f.name === name.name) : -1
    const field = isRow(type) ? type.fields[index] : undefined
    if (field === undefined) {
      const words = `Column '${name.name}' not found in any table`
      const known = isRow(type) ? type.fields.map((f) => f.name) : []
      throw missingName('column-not-found', words, name, known)
    }
    result = fieldAccess(result, index, field.type, span)
  }
  return result
}
