import type { ColumnElement, ConstraintElement, TableElement, TableOption } from './ast-statement.ts'
import { COMPACT, type Layout } from './layout.ts'
import { printExpr } from './print-expr.ts'
import { printColumns, printIdentifier, printName, quoteText } from './print-name.ts'
import { printType } from './print-type.ts'

export const printElements = (elements: readonly TableElement[], layout: Layout): string =>
  printLines(elements.map(printElement), layout)

export const printOptions = (options: readonly TableOption[], layout: Layout): string =>
  printLines(
    options.map(({ key, value }) => `${quoteText(key)} = ${quoteText(value)}`),
    layout,
  )

/** A bracketed list, one item a line. */
function printLines(items: readonly string[], layout: Layout): string {
  if (layout === COMPACT || items.length === 0) return `(${items.join(', ')})`
  const { inner } = layout
  return `(${inner.line}${items.join(`,${inner.line}`)}${layout.line})`
}

function printElement(element: TableElement): string {
  switch (element.kind) {
    case 'column':
      return printColumn(element)
    case 'watermark':
      return `WATERMARK FOR ${printName(element.column)} AS ${printExpr(element.expr)}`
    case 'constraint':
      return printConstraint(element, printColumns(element.columns))
  }
}

function printColumn(column: ColumnElement): string {
  const parts = [column.path === undefined ? printIdentifier(column.name) : printName(column.path)]
  if (column.expr !== undefined) parts.push('AS', printExpr(column.expr))
  if (column.type !== undefined) parts.push(printType(column.type))
  if (column.metadata !== undefined) {
    parts.push('METADATA')
    if (column.metadata.key !== undefined) parts.push('FROM', quoteText(column.metadata.key))
    if (column.metadata.virtual) parts.push('VIRTUAL')
  }
  if (column.constraint !== undefined) parts.push(printConstraint(column.constraint, ''))
  if (column.comment !== undefined) parts.push('COMMENT', quoteText(column.comment))
  if (column.position !== undefined)
    parts.push(column.position === 'FIRST' ? 'FIRST' : `AFTER ${printName(column.position)}`)
  return parts.join(' ')
}

function printConstraint({ name, type, enforced }: ConstraintElement, columns: string): string {
  const prefix = name === undefined ? '' : `CONSTRAINT ${printIdentifier(name)} `
  const suffix = enforced === 'UNSPECIFIED' ? '' : ` ${enforced}`
  return `${prefix}${type}${columns === '' ? '' : ` ${columns}`}${suffix}`
}
