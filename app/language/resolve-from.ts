import type {
  CallExpr,
  JoinRef,
  QualifiedName,
  SubqueryExpr,
  TableAlias,
  TableArgument,
  TableRef,
  UnnestRef,
} from '../sql/ast.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { introducedBy, type NamedColumn, type NamedRelation, type NameScope, unknownType } from './names.ts'
import { resolveColumn, resolveExpression, resolveOrder } from './resolve-expression.ts'
import { resolveMatch } from './resolve-match.ts'
import { renamed, resolveQuery, unnamed } from './resolve-query.ts'
import { note, type Resolving, relationTypes } from './resolving.ts'

/** Notes every name in FROM and answers its relations. `left`: what stands before, for sides that may look at it. */
export function resolveFrom(ref: TableRef, left: NameScope, r: Resolving): readonly NamedRelation[] {
  switch (ref.kind) {
    case 'named-table': {
      const relation = resolveRelationName(ref.name, r)
      if (ref.systemTime !== undefined) resolveExpression(ref.systemTime, left, r)
      return [aliased(relation ?? { text: ref.name.parts.at(-1)?.name ?? '', columns: [] }, ref.alias, r)]
    }
    case 'derived-table':
      return [aliased({ columns: resolveQuery(ref.query, ref.lateral ? left : undefined, r) }, ref.alias, r)]
    case 'values-table': {
      for (const row of ref.values.rows) resolveExpression(row, left, r)
      const [first] = ref.values.rows
      return [aliased({ columns: unnamed(first?.kind === 'row' ? first.items.length : 1) }, ref.alias, r)]
    }
    case 'table-function':
      return [aliased({ columns: resolveTableFunction(ref.call, left, r) }, ref.alias, r)]
    case 'join':
      return resolveJoin(ref, left, r)
    case 'unnest':
      return [resolveUnnest(ref, left, r)]
    case 'match':
      return [aliased({ columns: resolveMatch(ref, resolveFrom(ref.input, left, r), r) }, ref.alias, r)]
    case 'pivot':
      return resolveFrom(ref.input, left, r)
  }
}

/** A name where a relation is expected: a WITH table, a table or a view. */
export function resolveRelationName(name: QualifiedName, r: Resolving): NamedRelation | undefined {
  const last = name.parts.at(-1)
  if (last === undefined) return undefined
  const common = name.parts.length === 1 ? r.commonTables.get(last.name) : undefined
  const entry = common === undefined ? r.env.catalog.find(r.env.catalog.path(name)) : undefined
  const relation = common ?? (entry && r.relationOf(entry))
  if (relation === undefined) return undefined
  const typeOf = relationTypes(name, r.env)
  const columns = relation.columns.map((column, at) => ({
    ...column,
    type: () => typeOf(at, column.text) ?? column.type(),
  }))
  note(r, relation.name, last.span, { relation: { ...relation, columns } })
  return { ...relation, columns, ...(entry === undefined ? {} : { path: entry.path }) }
}

function aliased(relation: NamedRelation, alias: TableAlias | undefined, r: Resolving): NamedRelation {
  if (alias === undefined) return relation
  const name = introducedBy(alias.name, 'alias', r.statement)
  const columns = renamed(relation.columns, alias.columns, r)
  const named = { text: alias.name.name, name, columns }
  note(r, name, alias.name.span, { relation: named })
  return named
}

function resolveJoin(ref: JoinRef, before: NameScope, r: Resolving): readonly NamedRelation[] {
  const left = resolveFrom(ref.left, before, r)
  const right = resolveFrom(ref.right, { ...before, relations: [...before.relations, ...left] }, r)
  const common = new Set(ref.using?.map(({ name }) => name) ?? (ref.natural ? commonNames(left, right) : []))
  const leftIsPadded = ref.type === 'RIGHT' || ref.type === 'FULL'
  const rightIsPadded = ref.type === 'LEFT' || ref.type === 'FULL'
  const relations = [
    ...left.map((relation) => (leftIsPadded ? padded(relation) : relation)),
    ...right.map((relation) => ({ ...(rightIsPadded ? padded(relation) : relation), merged: common })),
  ]
  for (const column of ref.using ?? [])
    for (const side of [left, right])
      resolveColumn({ kind: 'column', parts: [column], span: column.span }, { relations: side }, r)
  if (ref.natural) noteNatural(ref, common, [...left, ...right], r)
  if (ref.on !== undefined) resolveExpression(ref.on, { ...before, relations }, r)
  return ref.type === 'SEMI' || ref.type === 'ANTI' ? relations.slice(0, left.length) : relations
}

function commonNames(left: readonly NamedRelation[], right: readonly NamedRelation[]): readonly string[] {
  const known = new Set(left.flatMap(({ columns }) => columns.map(({ text }) => text)))
  return right.flatMap(({ columns }) => columns.map(({ text }) => text)).filter((text) => known.has(text))
}

/** A natural join goes by the names themselves: none of them can change on one side alone. */
function noteNatural(ref: JoinRef, common: ReadonlySet<string>, sides: readonly NamedRelation[], r: Resolving): void {
  const { start } = ref.right.span
  for (const { columns } of sides)
    for (const { text, name } of columns) if (common.has(text)) note(r, name, { start, end: start }, { isBound: true })
}

/** The side of an outer join that may be missing. */
function padded(relation: NamedRelation): NamedRelation {
  const columns = relation.columns.map((column): NamedColumn => {
    const type = (): LogicalType | undefined => {
      const own = column.type()
      return own && { ...own, nullable: true }
    }
    return { ...column, type }
  })
  return { ...relation, columns }
}

const WINDOW_FUNCTIONS: ReadonlySet<string> = new Set(['TUMBLE', 'HOP', 'CUMULATE', 'SESSION'])

/** A window table function hands on its table's columns and adds three of its own. */
function resolveTableFunction(call: CallExpr, left: NameScope, r: Resolving): readonly NamedColumn[] {
  const isWindow = WINDOW_FUNCTIONS.has(call.name.parts.at(-1)?.name.toUpperCase() ?? '')
  const given = call.args.map((argument) => (argument.kind === 'named' ? argument.value : argument))
  const table = given.find((argument) => argument.kind === 'table' || argument.kind === 'subquery')
  const columns = table === undefined ? [] : resolveTableArgument(table, r)
  const own: NameScope = { relations: [{ columns }] }
  let time: NamedColumn | undefined
  for (const argument of given) {
    if (argument === table) continue
    if (argument.kind !== 'descriptor') resolveExpression(argument, left, r)
    else
      for (const column of argument.columns)
        time ??= resolveColumn({ kind: 'column', parts: [column], span: column.span }, own, r)
  }
  if (!isWindow) return columns
  const bound: LogicalType = { kind: 'TIMESTAMP', precision: 3, nullable: false }
  const last = (): LogicalType | undefined => {
    const type = time?.type()
    return type?.kind === 'TIMESTAMP' || type?.kind === 'TIMESTAMP_LTZ'
      ? { ...type, precision: 3, nullable: false }
      : undefined
  }
  return [
    ...columns,
    { text: 'window_start', type: () => bound },
    { text: 'window_end', type: () => bound },
    { text: 'window_time', type: last },
  ]
}

function resolveTableArgument(argument: TableArgument | SubqueryExpr, r: Resolving): readonly NamedColumn[] {
  if (argument.kind === 'subquery') return resolveQuery(argument.query, undefined, r)
  const { name, query } = argument
  const named = name === undefined ? undefined : resolveRelationName(name, r)
  const columns = query === undefined ? (named?.columns ?? []) : resolveQuery(query, undefined, r)
  const own: NameScope = { relations: [{ columns }] }
  for (const part of argument.partitionBy) resolveExpression(part, own, r)
  resolveOrder(argument.orderBy, own, r)
  return columns
}

function resolveUnnest(ref: UnnestRef, left: NameScope, r: Resolving): NamedRelation {
  const [first] = ref.args
  const collection = first?.kind === 'column' ? resolveColumn(first, left, r) : undefined
  for (const argument of ref.args)
    if (argument !== first || collection === undefined) resolveExpression(argument, left, r)
  const elements = elementColumns(collection?.type())
  const position: readonly NamedColumn[] = ref.ordinality
    ? [{ text: 'ORDINALITY', type: () => ({ kind: 'INT', nullable: false }) }]
    : []
  const alias = ref.alias
  const only = elements.length === 1 && elements[0]?.text === 'EXPR$0' ? elements[0] : undefined
  if (alias === undefined || alias.columns.length > 0 || only === undefined)
    return aliased({ columns: [...elements, ...position] }, alias, r)
  return aliased({ columns: [{ ...only, text: alias.name.name }, ...position] }, alias, r)
}

function elementColumns(type: LogicalType | undefined): readonly NamedColumn[] {
  if (type?.kind === 'MAP')
    return [
      { text: 'KEY', type: () => type.key },
      { text: 'VALUE', type: () => type.value },
    ]
  if (type?.kind !== 'ARRAY' && type?.kind !== 'MULTISET') return [{ text: 'EXPR$0', type: unknownType }]
  const { element } = type
  if (element.kind !== 'ROW') return [{ text: 'EXPR$0', type: () => element }]
  return element.fields.map((field) => ({ text: field.name, type: () => field.type }))
}
