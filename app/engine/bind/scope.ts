import type { ColumnRef, Identifier } from '../../sql/ast.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { nullable } from '../../types/construct-type.ts'
import type { LogicalType, RowType } from '../../types/logical-type.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column } from '../logical/column.ts'
import { resolveWithin } from './enclosing-scope.ts'
import type { ExpressionScope } from './expression/context.ts'
import { missingName } from './missing-name.ts'

/** A relation in reach of an expression: its columns start at `offset` of the row. */
export interface ScopeRelation {
  /** The alias, or the table's name; absent for a derived table without one. */
  readonly name?: string
  /** The full path of a table without an alias, so that `db.t.c` resolves. */
  readonly path?: readonly string[]
  readonly columns: readonly Column[]
  readonly offset: number
}

/** The names of one FROM clause. */
export class RelationScope implements ExpressionScope {
  readonly relations: readonly ScopeRelation[]

  /** Columns that USING or NATURAL made of two, by name, in the order of `*`. */
  readonly merged: ReadonlyMap<string, BoundExpr>
  readonly #inTable: boolean
  readonly #outer: ExpressionScope | undefined

  /** `inTable`: for the expressions of a CREATE TABLE, where Flink words an unknown name differently. */
  constructor(
    relations: readonly ScopeRelation[],
    inTable = false,
    merged: ReadonlyMap<string, BoundExpr> = new Map(),
    outer?: ExpressionScope,
  ) {
    this.relations = relations
    this.#inTable = inTable
    this.merged = merged
    this.#outer = outer
  }

  withMerged(merged: ReadonlyMap<string, BoundExpr>): RelationScope {
    return new RelationScope(this.relations, this.#inTable, merged, this.#outer)
  }

  /** The names that `*` spreads, in its order. */
  columnNames(): readonly string[] {
    const own = this.relations.flatMap((r) => r.columns.map((c) => c.name))
    return [...this.merged.keys(), ...own.filter((name) => !this.merged.has(name))]
  }

  /** The same names, and behind them those of an enclosing query. */
  within(outer: ExpressionScope | undefined): RelationScope {
    return outer === undefined ? this : new RelationScope(this.relations, this.#inTable, this.merged, outer)
  }

  resolve(ref: ColumnRef): BoundExpr {
    const outer = this.#outer
    return outer === undefined ? this.#own(ref) : resolveWithin(ref, (own) => this.#own(own), outer)
  }

  #own(ref: ColumnRef): BoundExpr {
    const [first, ...rest] = ref.parts as readonly [Identifier, ...Identifier[]]
    const relation = this.#relationOf(ref.parts)
    if (relation !== undefined) {
      const [column, ...fields] = ref.parts.slice(relation.nameLength) as [Identifier, ...Identifier[]]
      return this.#columnOf(relation.relation, column, fields, ref.span)
    }
    const merged = this.merged.get(first.name)
    if (merged !== undefined) return accessFields(merged, rest, ref.span)
    const owners = this.relations.filter((r) => r.columns.some((c) => c.name === first.name))
    if (owners.length > 1) throw ambiguous(first)
    const owner = owners[0]
    if (owner !== undefined) return this.#columnOf(owner, first, rest, ref.span)
    const nested = this.#nestedFields(first.name, ref.span)
    if (nested.length > 1) throw ambiguous(first)
    if (nested[0] !== undefined) return accessFields(nested[0], rest, ref.span)
    if (rest.length > 0) {
      const tables = this.relations.flatMap(({ name }) => name ?? [])
      throw missingName('table-not-found', `Table '${first.name}' not found`, first, tables)
    }
    const words = this.#inTable ? `Unknown identifier '${first.name}'` : `Column '${first.name}' not found in any table`
    throw missingName('column-not-found', words, first, this.columnNames())
  }

  /** What `*`, `t.*` or `t.row.*` stands for: names, and the full path of each. */
  expandStar(
    qualifier: readonly Identifier[],
    span: Span,
  ): readonly { readonly name: string; readonly path: readonly string[] }[] {
    const name = qualifier.at(-1)?.name
    const chosen = name === undefined ? this.relations : this.relations.filter((r) => r.name === name)
    const prefix = (r: ScopeRelation) => (r.name === undefined ? [] : [r.name])
    if (chosen.length > 0 || name === undefined) {
      const shared = name === undefined ? [...this.merged.keys()] : []
      const own = chosen.flatMap((r) => r.columns.map((c) => ({ name: c.name, path: [...prefix(r), c.name] })))
      return [...shared.map((n) => ({ name: n, path: [n] })), ...own.filter((c) => !shared.includes(c.name))]
    }
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
    if (relation.columns.findLastIndex((c) => c.name === name.name) !== index) throw ambiguous(name)
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

const ambiguous = (name: Identifier) =>
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
