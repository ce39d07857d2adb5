import { must } from '../../base/assert.ts'
import type {
  ColumnRef,
  Expr,
  GroupItem,
  Identifier,
  JoinRef,
  Query,
  QueryBody,
  Select,
  TableFunctionRef,
  TableRef,
} from '../../sql/ast.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import { quoteName } from '../../sql/print-name.ts'
import type { Span } from '../../sql/span.ts'
import { quotedPath } from '../catalog/catalog.ts'
import { expressionsOf } from '../logical/expressions-of.ts'
import { inputsOf } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import { definitionText } from './definition-text.ts'
import { type BindEnvironment, simpleName } from './environment.ts'
import { callsWithArguments, castsImplicitly, isImplicit } from './implicit-casts.ts'
import { itemName, uniqueName } from './names.ts'
import { bindQuery } from './query.ts'

/** The query of a view as SHOW CREATE VIEW tells it: in the words of Flink's validator, every name written out. */
export function viewText(query: Query, bound: LogicalNode, env: BindEnvironment): string {
  if (hasImplicitCast(bound, callsWithArguments(query))) throw unknown('a call with implicit casts', query.span)
  return new ViewWriter(env).query(query)
}

const unknown = (what: string, span: Span) => unsupported(`SHOW CREATE VIEW of ${what}`, span)

function hasImplicitCast(node: LogicalNode, anywhere: boolean): boolean {
  return (
    expressionsOf(node).some((expr) => castsImplicitly(expr, anywhere, isImplicit)) ||
    inputsOf(node).some((input) => hasImplicitCast(input, anywhere))
  )
}

/** A table of FROM as its columns are called. */
interface NamedColumns {
  readonly name: string
  /** Of a table of the catalog, whose columns may be named with it. */
  readonly path?: readonly string[]
  readonly columns: readonly string[]
}

const WINDOWS: ReadonlySet<string> = new Set(['TUMBLE', 'HOP', 'CUMULATE'])
const WINDOW_COLUMNS = ['window_start', 'window_end', 'window_time']

class ViewWriter {
  readonly #env: BindEnvironment
  /** WITH tables, by name: their columns. */
  readonly #common = new Map<string, readonly string[]>()
  #generated = 0

  constructor(env: BindEnvironment) {
    this.#env = env
  }

  query(query: Query): string {
    const { orderBy, limit, offset } = query
    if (query.with.length > 0) return this.#with(query)
    if (orderBy.length > 0 || limit !== undefined || offset !== undefined)
      throw unknown('ORDER BY or LIMIT', query.span)
    return this.#body(query.body)
  }

  #with(query: Query): string {
    if (query.recursive === true || this.#common.size > 0) throw unknown('WITH in WITH', query.span)
    const tables = query.with.map(({ name, columns, query: common }, i) => {
      const { span } = query
      const bound = bindQuery(
        { kind: 'query', with: query.with.slice(0, i), body: common, orderBy: [], span },
        this.#env,
      )
      const text = this.query(common)
      this.#common.set(name.name, columns.length > 0 ? columns.map((c) => c.name) : distinct(bound, span))
      const list = columns.length === 0 ? '' : ` (${columns.map((c) => quoteName(c.name)).join(', ')})`
      return `${quoteName(name.name)}${list} AS (${text})`
    })
    return `WITH ${tables.join(', ')} ${this.query({ ...query, with: [] })}`
  }

  #body(body: QueryBody): string {
    if (body.kind === 'select') return this.#select(body)
    if (body.kind !== 'set-operation') throw unknown('this query', body.span)
    if (body.right.kind !== 'select') throw unknown('set operations in brackets', body.span)
    return `${this.#body(body.left)}\n${body.op}${body.all ? ' ALL' : ''}\n${this.#select(body.right)}`
  }

  #select(select: Select): string {
    const { from, where, groupBy, having, span } = select
    if (select.hints.length > 0 || select.windows.length > 0 || select.qualify !== undefined || from === undefined)
      throw unknown('this query', span)
    const tables: NamedColumns[] = []
    const rows = this.#from(from, tables)
    const text = (expr: Expr): string => definitionText(qualified(expr, tables))
    const used: string[] = []
    const items = select.items.flatMap((item) => {
      if (item.expr.kind === 'star') return starColumns(item.expr.qualifier, tables, span, used)
      const name = itemName(item)
      if (name !== undefined) used.push(name)
      return [text(item.expr) + (item.alias === undefined ? '' : ` AS ${quoteName(item.alias.name)}`)]
    })
    const lines = [`SELECT ${select.distinct ? 'DISTINCT ' : ''}${items.join(', ')}`, `FROM ${rows}`]
    if (where !== undefined) lines.push(`WHERE ${text(where)}`)
    if (groupBy !== undefined) lines.push(`GROUP BY ${groupBy.map((item) => groupText(item, text)).join(', ')}`)
    if (having !== undefined) lines.push(`HAVING ${text(having)}`)
    return lines.join('\n')
  }

  #from(ref: TableRef, tables: NamedColumns[]): string {
    const { alias, span } = ref
    if (alias !== undefined && alias.columns.length > 0) throw unknown('an alias with columns', span)
    switch (ref.kind) {
      case 'named-table': {
        const isPlain = ref.hints.length === 0 && ref.systemTime === undefined && ref.sample === undefined
        if (!isPlain) throw unknown('this table', span)
        const simple = simpleName(ref.name)
        const common = simple === undefined ? undefined : this.#common.get(simple)
        if (simple !== undefined && common !== undefined) {
          tables.push({ name: alias?.name.name ?? simple, columns: common })
          return `${quoteName(simple)} AS ${quoteName(alias?.name.name ?? simple)}`
        }
        const path = this.#env.catalog.path(ref.name)
        const columns = must(this.#env.catalog.find(path)?.columns, 'a table that was found before')
        const name = alias?.name.name ?? must(path.at(-1))
        const own = alias === undefined ? { path } : {}
        tables.push({ name, ...own, columns: columns.map((column) => column.name) })
        return `${quotedPath(path)} AS ${quoteName(name)}`
      }
      case 'derived-table': {
        if (ref.lateral) throw unknown('LATERAL', span)
        const name = alias?.name.name ?? this.#generatedName()
        const text = this.query(ref.query)
        tables.push({ name, columns: this.#columnsOf(ref.query) })
        return `(${text}) AS ${quoteName(name)}`
      }
      case 'table-function':
        return this.#window(ref, tables)
      case 'join':
        return this.#join(ref, tables)
      default:
        throw unknown('this table', span)
    }
  }

  /** Flink calls what has no name EXPR$0, and counts on, from the outside in. */
  #generatedName(): string {
    return `EXPR$${this.#generated++}`
  }

  #columnsOf(query: Query): readonly string[] {
    if (this.#common.size > 0) throw unknown('a subquery beside WITH', query.span)
    return distinct(bindQuery(query, this.#env), query.span)
  }

  /** The table of a window as a query of all its columns. */
  #window({ call, alias, explicit, span }: TableFunctionRef, tables: NamedColumns[]): string {
    const name = call.name.parts.at(-1)?.name.toUpperCase() ?? ''
    const [table, time, ...sizes] = call.args
    const isKnown = explicit && WINDOWS.has(name) && table?.kind === 'table' && time?.kind === 'descriptor'
    if (!isKnown || table.name === undefined || table.partitionBy.length > 0 || table.orderBy.length > 0)
      throw unknown('this table function', span)
    const as = alias?.name.name ?? this.#generatedName()
    const own: NamedColumns[] = []
    const from = this.#from({ kind: 'named-table', name: table.name, hints: [], span }, own)
    const columns = starColumns([], own, span)
    const descriptor = `DESCRIPTOR(${time.columns.map((column) => quoteName(column.name)).join(', ')})`
    const args = [
      `(SELECT ${columns.join(', ')}\nFROM ${from})`,
      descriptor,
      ...sizes.map((size) => definitionText(size)),
    ]
    tables.push({ name: as, columns: [...must(own[0]).columns, ...WINDOW_COLUMNS] })
    return `TABLE(${name}(${args.join(', ')})) AS ${quoteName(as)}`
  }

  #join(ref: JoinRef, tables: NamedColumns[]): string {
    const { type, on, span } = ref
    if (ref.natural || ref.using !== undefined || type === 'SEMI' || type === 'ANTI') throw unknown('this join', span)
    if (ref.right.kind === 'join') throw unknown('joins in brackets', span)
    const left = this.#from(ref.left, tables)
    const right = this.#from(ref.right, tables)
    if (ref.comma) return `${left},\n${right}`
    const condition = on === undefined ? '' : ` ON ${definitionText(qualified(on, tables))}`
    return `${left}\n${type} JOIN ${right}${condition}`
  }
}

/** The names of the columns. */
function distinct({ columns }: LogicalNode, span: Span): readonly string[] {
  const names = columns.map((column) => column.name)
  if (new Set(names).size < names.length) throw unknown('columns of one name', span)
  return names
}

function groupText(item: GroupItem, text: (expr: Expr) => string): string {
  if (item.kind !== 'expr') throw unknown('GROUPING SETS', item.span)
  const name = item.expr.kind === 'call' ? (item.expr.name.parts.at(-1)?.name.toUpperCase() ?? '') : ''
  if (WINDOWS.has(name) || name === 'SESSION') throw unknown('GROUP BY of a window', item.span)
  return text(item.expr)
}

/** `used`: the names of the columns before. */
function starColumns(
  qualifier: readonly Identifier[],
  tables: readonly NamedColumns[],
  span: Span,
  used: string[] = [],
): readonly string[] {
  const name = qualifier.at(-1)?.name
  const chosen = name === undefined ? tables : tables.filter((table) => table.name === name)
  if (chosen.length === 0 || qualifier.length > 1) throw unknown('this *', span)
  const columns = chosen.flatMap((table) => table.columns.map((column) => ({ table: table.name, column })))
  return columns.map(({ table, column }) => {
    const name = uniqueName(column, used)
    used.push(name)
    return `${quoteName(table)}.${quoteName(column)}${name === column ? '' : ` AS ${quoteName(name)}`}`
  })
}

/** The expression with the table of every column before its name. */
function qualified(expr: Expr, tables: readonly NamedColumns[]): Expr {
  return change(expr) as Expr

  function change(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(change)
    if (typeof value !== 'object' || value === null) return value
    const node = value as Expr | { readonly kind?: 'query'; readonly span: Span }
    if (node.kind === 'query') throw unknown('a subquery in an expression', node.span)
    if (node.kind === 'column') return withTable(node, tables)
    return Object.fromEntries(Object.entries(node).map(([name, part]) => [name, change(part)]))
  }
}

function withTable(ref: ColumnRef, tables: readonly NamedColumns[]): ColumnRef {
  const names = ref.parts.map((part) => part.name)
  const [first = '', second] = names
  if (second !== undefined && tables.some((t) => t.name === first && t.columns.includes(second))) return ref
  for (const { name, path, columns } of tables) {
    for (let n = 2; path !== undefined && n < Math.min(path.length + 1, names.length); n++) {
      const isPath = path.slice(-n).every((part, i) => part === names[i]) && columns.includes(names[n] ?? '')
      if (isPath) return { ...ref, parts: [{ name, quoted: true, span: ref.span }, ...ref.parts.slice(n)] }
    }
  }
  const owner = tables.find((table) => table.columns.includes(first))
  if (owner === undefined) throw unknown('a name that is no column', ref.span)
  return { ...ref, parts: [{ name: owner.name, quoted: true, span: ref.span }, ...ref.parts] }
}
