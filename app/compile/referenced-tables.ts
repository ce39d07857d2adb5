import type { Query } from '../sql/ast.ts'
import type { Span } from '../sql/span.ts'

export interface TableReference {
  readonly name: string
  readonly span: Span
}

/** Names of tables and views that the query reads, in source order; names that its own WITH clauses define are not among them. */
export function referencedTables(query: Query): readonly TableReference[] {
  const found: TableReference[] = []
  visit(query, new Set(), found)
  return found.sort((a, b) => a.span.start - b.span.start)
}

function visit(node: unknown, local: ReadonlySet<string>, found: TableReference[]): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, local, found)
    return
  }
  if (typeof node !== 'object' || node === null) return
  if (isQuery(node)) {
    visitQuery(node, local, found)
    return
  }
  noteReference(node, local, found)
  for (const child of Object.values(node)) visit(child, local, found)
}

/** A WITH item is known to those behind it and to the query itself. */
function visitQuery(query: Query, outer: ReadonlySet<string>, found: TableReference[]): void {
  const local = new Set(outer)
  for (const item of query.with) {
    visit(item.query, local, found)
    local.add(item.name.name)
  }
  const { with: _items, kind: _kind, ...rest } = query
  for (const child of Object.values(rest)) visit(child, local, found)
}

const isQuery = (node: object): node is Query => 'kind' in node && node.kind === 'query' && 'with' in node

const TABLE_NODES: ReadonlySet<unknown> = new Set(['named-table', 'explicit-table', 'table'])

interface Named {
  readonly kind: string
  readonly name?: { readonly parts: readonly { readonly name: string }[]; readonly span: Span }
  readonly model?: boolean
}

function noteReference(node: object, local: ReadonlySet<string>, found: TableReference[]): void {
  if (!('kind' in node) || !TABLE_NODES.has(node.kind)) return
  const { name, model } = node as Named
  const [first, ...more] = name?.parts ?? []
  if (name === undefined || first === undefined || more.length > 0 || model === true || local.has(first.name)) return
  found.push({ name: first.name, span: name.span })
}
