import type { Expr, GroupItem, Query, QueryBody, RowExpr, Select, SelectItem, SetOperation } from './ast.ts'
import { COMPACT, type Layout } from './layout.ts'
import { printExpr, printList, printOrder, printWindowSpec } from './print-expr.ts'
import { printColumns, printIdentifier, printName } from './print-name.ts'
import { printHints, printTableRef } from './print-table-ref.ts'
import { visitSyntax } from './visit-syntax.ts'

export function printQuery(query: Query, layout: Layout = COMPACT): string {
  const parts: string[] = []
  if (query.with.length > 0) {
    const tables = query.with.map(({ name, columns, query: inner }) => {
      const list = columns.length === 0 ? '' : ` ${printColumns(columns)}`
      return `${printIdentifier(name)}${list} AS ${printQueryIn(inner, layout)}`
    })
    parts.push(`WITH ${query.recursive ? 'RECURSIVE ' : ''}${tables.join(`,${layout.line}`)}`)
  }
  parts.push(query.body.kind === 'query' ? printQueryIn(query.body, layout) : printBody(query.body, layout))
  if (query.orderBy.length > 0) parts.push(printOrder(query.orderBy, layout))
  if (query.limit !== undefined) parts.push(`LIMIT ${printExpr(query.limit, layout)}`)
  if (query.offset !== undefined) parts.push(`OFFSET ${printExpr(query.offset, layout)}`)
  return parts.join(layout.line)
}

/** The query in brackets, on lines of its own. */
export function printQueryIn(query: Query, layout: Layout): string {
  const { inner } = layout
  const [open, close] = layout === COMPACT ? ['', ''] : [inner.line, layout.line]
  return `(${open}${printQuery(query, inner)}${close})`
}

function printBody(body: QueryBody, layout: Layout): string {
  switch (body.kind) {
    case 'select':
      return printSelect(body, layout)
    case 'set-operation':
      return printSetOperation(body, layout)
    case 'values':
      return `VALUES ${body.rows.map((row) => printValuesRow(row, layout)).join(', ')}`
    case 'explicit-table':
      return `TABLE ${printName(body.name)}`
    case 'query':
      return printQueryIn(body, layout)
  }
}

/** What begins with a bracket is read as a row's own, and so is a ROW first in brackets: it gets brackets of its own. */
function printValuesRow(row: Expr, layout: Layout): string {
  if (row.kind !== 'row') {
    const text = withLeadInBrackets(row, layout)
    return text.startsWith('(') ? `(${text})` : text
  }
  const [first, ...others] = row.items
  if (row.explicit || first === undefined) return printExpr(row, layout)
  return `(${[withLeadInBrackets(first, layout), ...others.map((item) => printExpr(item, layout))].join(', ')})`
}

function withLeadInBrackets(expr: Expr, layout: Layout): string {
  const text = printExpr(expr, layout)
  const lead = leadingRow(expr, text, layout)
  return lead === undefined ? text : `(${lead})${text.slice(lead.length)}`
}

/** The ROW(…) that the text of an expression begins with. */
function leadingRow(expr: Expr, text: string, layout: Layout): string | undefined {
  const rows: string[] = []
  visitSyntax(expr, (node) => {
    if (node.kind === 'row' && (node as RowExpr).explicit) rows.push(printExpr(node as RowExpr, layout))
  })
  return rows.find((row) => text.startsWith(row))
}

const setPower = (body: QueryBody): number => (body.kind !== 'set-operation' ? 3 : body.op === 'INTERSECT' ? 2 : 1)

function printSetOperation(operation: SetOperation, layout: Layout): string {
  const power = setPower(operation)
  const left = printOperand(operation.left, power, layout)
  const right = printOperand(operation.right, power + 1, layout)
  return [left, `${operation.op}${operation.all ? ' ALL' : ''}`, right].join(layout.line)
}

function printOperand(body: QueryBody, least: number, layout: Layout): string {
  if (setPower(body) >= least) return printBody(body, layout)
  return printQueryIn({ kind: 'query', with: [], body, orderBy: [], span: body.span }, layout)
}

function printSelect(select: Select, layout: Layout): string {
  const hints = select.hints.length === 0 ? '' : ` ${printHints(select.hints)}`
  const items = select.items.map((item) => printSelectItem(item, layout)).join(', ')
  const parts = [`SELECT${hints}${select.distinct ? ' DISTINCT' : ''} ${items}`]
  if (select.from !== undefined) parts.push(`FROM ${printTableRef(select.from, layout)}`)
  if (select.where !== undefined) parts.push(`WHERE ${printExpr(select.where, layout)}`)
  if (select.groupBy !== undefined) {
    parts.push(`GROUP BY ${select.groupBy.map((item) => printGroupItem(item, layout)).join(', ')}`)
  }
  if (select.having !== undefined) parts.push(`HAVING ${printExpr(select.having, layout)}`)
  if (select.windows.length > 0) {
    const windows = select.windows.map(
      ({ name, spec }) => `${printIdentifier(name)} AS ${printWindowSpec(spec, layout)}`,
    )
    parts.push(`WINDOW ${windows.join(', ')}`)
  }
  if (select.qualify !== undefined) parts.push(`QUALIFY ${printExpr(select.qualify, layout)}`)
  return parts.join(layout.line)
}

function printSelectItem({ expr, alias }: SelectItem, layout: Layout): string {
  return alias === undefined ? printExpr(expr, layout) : `${printExpr(expr, layout)} AS ${printIdentifier(alias)}`
}

function printGroupItem(item: GroupItem, layout: Layout): string {
  switch (item.kind) {
    case 'expr':
      return printExpr(item.expr, layout)
    case 'empty':
      return '()'
    case 'sets':
      return `${item.form} (${item.items.map((inner) => printGroupItem(inner, layout)).join(', ')})`
    case 'tuple':
      return `(${printList(item.items, layout)})`
  }
}
