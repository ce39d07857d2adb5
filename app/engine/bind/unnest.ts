import { must } from '../../base/assert.ts'
import type { UnnestRef } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { INT, notNull, nullable } from '../../types/construct-type.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { typeText } from '../../types/type-text.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { operandsOf } from '../expr/operands.ts'
import type { Column } from '../logical/column.ts'
import type { RowFunction } from '../logical/correlate.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { plainContext } from './expression-context.ts'
import type { RelationScope } from './scope.ts'

/** UNNEST, its columns under the names that the query gives them. */
export interface BoundUnnest {
  readonly fn: RowFunction
  readonly columns: readonly Column[]
  readonly name?: string
}

/** `scope`: the relations to its left, whose columns it may name. */
export function bindUnnest(ref: UnnestRef, scope: RelationScope, env: BindEnvironment): BoundUnnest {
  if (ref.args.length > 1) throw unsupported('UNNEST of several collections', ref.span)
  const collection = bindExpression(must(ref.args[0], 'collection'), scope, plainContext(env, 'SELECT'))
  if (holdsBareNull(collection)) throw unsupported('UNNEST of a collection with NULL written in it', collection.span)
  const elements = elementColumns(collection.type)
  if (elements === undefined) {
    const message = `Cannot apply 'UNNEST' to arguments of type 'UNNEST(<${typeText(collection.type)}>)'`
    throw sqlError('parse', 'unnest-type', message, collection.span)
  }
  const position: readonly Column[] = ref.ordinality ? [{ name: 'ORDINALITY', type: notNull(INT) }] : []
  const fn: RowFunction = { kind: 'unnest', collection, ordinality: ref.ordinality }
  const { alias } = ref
  const columns = [...elements, ...position]
  if (alias === undefined) return { fn, columns }
  return { fn, columns: renamed(ref, columns, elements.length), name: alias.name.name }
}

/** Flink fails to compile a bare NULL among the elements. */
const holdsBareNull = (expr: BoundExpr): boolean =>
  (expr.kind === 'constant' && expr.value === null) || operandsOf(expr).some(holdsBareNull)

function elementColumns(type: LogicalType): readonly Column[] | undefined {
  switch (type.kind) {
    case 'MAP':
      return [
        { name: 'KEY', type: type.key },
        { name: 'VALUE', type: type.value },
      ]
    case 'ARRAY':
    case 'MULTISET': {
      const { element } = type
      if (element.kind !== 'ROW' && element.kind !== 'STRUCTURED') return [{ name: 'EXPR$0', type: element }]
      return element.fields.map((f) => ({ name: f.name, type: element.nullable ? nullable(f.type) : f.type }))
    }
    default:
      return undefined
  }
}

/** `AS t (a, b)`; where there is one element column, `AS t` names it too. */
function renamed(ref: UnnestRef, columns: readonly Column[], elements: number): readonly Column[] {
  const { name, columns: names } = must(ref.alias, 'alias')
  if (names.length === 0) {
    const only = columns[0]
    const named = elements === 1 && only?.name === 'EXPR$0'
    return named ? [{ name: name.name, type: only.type }, ...columns.slice(1)] : columns
  }
  if (names.length !== columns.length) {
    const has = columns.map((c) => `'${c.name}'`).join(', ')
    const message = `List of column aliases must have same degree as table; table has ${columns.length} columns (${has}), whereas alias list has ${names.length} columns`
    throw sqlError('parse', 'alias-count', message, ref.span)
  }
  const seen = new Set<string>()
  return names.map((column, i) => {
    if (seen.has(column.name))
      throw sqlError('parse', 'alias-duplicate', `Duplicate name '${column.name}' in column alias list`, column.span)
    seen.add(column.name)
    return { name: column.name, type: must(columns[i], 'column').type }
  })
}
