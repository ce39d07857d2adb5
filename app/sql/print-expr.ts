import type { Expr, FrameBound, IntervalExpr, LiteralExpr, OrderItem, TableArgument, WindowSpec } from './ast.ts'
import { COMPACT, type Layout } from './layout.ts'
import { POWER } from './operator-power.ts'
import { printCall } from './print-call.ts'
import { printIdentifier, printName, printParts, quoteText } from './print-name.ts'
import { printQueryIn } from './print-query.ts'
import { printIntervalQualifier, printType } from './print-type.ts'

/** Canonical SQL of an expression: brackets only where they are needed. */
export function printExpr(expr: Expr, layout: Layout = COMPACT): string {
  return print(expr, 0, layout)
}

/** `least`: operators that bind more loosely need brackets here. */
export function print(expr: Expr, least: number, layout: Layout): string {
  const text = printBare(expr, layout)
  return powerOf(expr) < least ? `(${text})` : text
}

function powerOf(expr: Expr): number {
  switch (expr.kind) {
    case 'binary':
      return expr.interval === undefined ? POWER[expr.op] : POWER.primary
    case 'unary':
      return expr.op === 'NOT' ? POWER.NOT : POWER.sign
    case 'is':
      return POWER.IS
    case 'between':
    case 'in':
    case 'like':
      return POWER.range
    case 'quantified':
      return POWER['=']
    default:
      return POWER.primary
  }
}

function printBare(expr: Expr, layout: Layout): string {
  switch (expr.kind) {
    case 'literal':
      return printLiteral(expr)
    case 'interval':
      return printInterval(expr, layout)
    case 'column':
      return printParts(expr.parts)
    case 'star':
      return expr.qualifier.length === 0 ? '*' : `${printParts(expr.qualifier)}.*`
    case 'unary':
      return printUnary(expr.op, print(expr.operand, expr.op === 'NOT' ? POWER.NOT : POWER.sign, layout))
    case 'binary': {
      const power = POWER[expr.op]
      const text = `${print(expr.left, power, layout)} ${expr.op} ${print(expr.right, power + 1, layout)}`
      return expr.interval === undefined ? text : `(${text}) ${printIntervalQualifier(expr.interval)}`
    }
    case 'is': {
      const other = expr.other === undefined ? '' : ` ${print(expr.other, POWER['='] + 1, layout)}`
      return `${print(expr.operand, POWER.IS, layout)} IS ${expr.not ? 'NOT ' : ''}${expr.test}${other}`
    }
    case 'between':
    case 'in':
    case 'like':
      return printRanged(expr, layout)
    case 'quantified':
      return `${print(expr.operand, POWER['='], layout)} ${expr.op} ${expr.quantifier} ${printMembers(expr, layout)}`
    case 'case':
      return printCase(expr, layout)
    case 'cast':
      return `${expr.tryCast ? 'TRY_CAST' : 'CAST'}(${printExpr(expr.operand, layout)} AS ${printType(expr.type)})`
    case 'call':
      return printCall(expr, layout)
    case 'row':
      return `${expr.explicit ? 'ROW' : ''}(${printList(expr.items, layout)})`
    case 'collection':
      return expr.query === undefined
        ? `${expr.type}[${printList(expr.items ?? [], layout)}]`
        : expr.type + printQueryIn(expr.query, layout)
    case 'index':
      return `${print(expr.operand, POWER.primary, layout)}[${printExpr(expr.index, layout)}]`
    case 'field':
      return printField(expr.operand, printIdentifier(expr.name), layout)
    case 'subquery':
      return printQueryIn(expr.query, layout)
    case 'exists':
      return `EXISTS ${printQueryIn(expr.query, layout)}`
    case 'named':
      return `${printIdentifier(expr.name)} => ${printExpr(expr.value, layout)}`
    case 'descriptor':
      return `DESCRIPTOR(${expr.columns.map(printIdentifier).join(', ')})`
    case 'table':
      return printTableArgument(expr, layout)
    case 'default':
      return 'DEFAULT'
    case 'keyword':
      return expr.word
  }
}

export const printList = (exprs: readonly Expr[], layout: Layout): string =>
  exprs.map((expr) => printExpr(expr, layout)).join(', ')

/** A sign before a sign would read as a comment. */
function printUnary(op: 'NOT' | '-' | '+', operand: string): string {
  return op === 'NOT' || operand.startsWith('-') || operand.startsWith('+') ? `${op} ${operand}` : op + operand
}

function printLiteral({ type, text, charset = '' }: LiteralExpr): string {
  switch (type) {
    case 'string':
      return charset + quoteText(text)
    case 'date':
    case 'time':
    case 'timestamp':
      return `${type.toUpperCase()} ${quoteText(text)}`
    case 'timestamp_ltz':
      return `TIMESTAMP WITH LOCAL TIME ZONE ${quoteText(text)}`
    case 'binary':
      return `X'${text}'`
    default:
      return text
  }
}

function printInterval({ negative, value, qualifier }: IntervalExpr, layout: Layout): string {
  return `INTERVAL ${negative ? '-' : ''}${printIntervalValue(value, layout)} ${printIntervalQualifier(qualifier)}`
}

function printIntervalValue(value: string | Expr, layout: Layout): string {
  if (typeof value === 'string') return quoteText(value)
  const text = printExpr(value, layout)
  return value.kind === 'column' || (value.kind === 'literal' && /^\d+$/.test(value.text)) ? text : `(${text})`
}

/** A field of a plain column needs brackets, or it would be one longer column. */
function printField(operand: Expr, name: string, layout: Layout): string {
  const text = print(operand, POWER.primary, layout)
  return operand.kind === 'column' || operand.kind === 'literal' ? `(${text}).${name}` : `${text}.${name}`
}

function printRanged(expr: Extract<Expr, { kind: 'between' | 'in' | 'like' }>, layout: Layout): string {
  const operand = `${print(expr.operand, POWER.range, layout)} ${expr.not ? 'NOT ' : ''}`
  const bound = (part: Expr): string => print(part, POWER.range + 1, layout)
  switch (expr.kind) {
    case 'between':
      return `${operand}BETWEEN ${expr.symmetric ? 'SYMMETRIC ' : ''}${bound(expr.low)} AND ${bound(expr.high)}`
    case 'in':
      return `${operand}IN ${printMembers(expr, layout)}`
    case 'like':
      return `${operand}${expr.op} ${bound(expr.pattern)}${expr.escape === undefined ? '' : ` ESCAPE ${bound(expr.escape)}`}`
  }
}

function printMembers(expr: Extract<Expr, { kind: 'in' | 'quantified' }>, layout: Layout): string {
  return expr.query === undefined ? `(${printList(expr.list ?? [], layout)})` : printQueryIn(expr.query, layout)
}

function printCase(expr: Extract<Expr, { kind: 'case' }>, layout: Layout): string {
  const parts = ['CASE']
  if (expr.operand !== undefined) parts.push(printExpr(expr.operand, layout))
  for (const { when, then } of expr.whens) {
    const several = expr.operand !== undefined && when.kind === 'row' && !when.explicit
    const condition = several ? printList(when.items, layout) : printExpr(when, layout)
    parts.push(`WHEN ${condition} THEN ${printExpr(then, layout)}`)
  }
  if (expr.otherwise !== undefined) parts.push(`ELSE ${printExpr(expr.otherwise, layout)}`)
  return [...parts, 'END'].join(' ')
}

function printTableArgument({ model, name, query, partitionBy, orderBy }: TableArgument, layout: Layout): string {
  const source = name === undefined ? '' : `${model ? 'MODEL' : 'TABLE'} ${printName(name)}`
  const partition =
    partitionBy.length === 0 ? '' : ` PARTITION BY ${bracketed(partitionBy.map((expr) => printExpr(expr, layout)))}`
  const order =
    orderBy.length === 0 ? '' : ` ORDER BY ${bracketed(orderBy.map((item) => printOrderItem(item, layout)))}`
  return `${query === undefined ? source : printQueryIn(query, layout)}${partition}${order}`
}

const bracketed = (texts: readonly string[]): string => (texts.length === 1 ? texts.join('') : `(${texts.join(', ')})`)

function printOrderItem({ expr, descending, nulls }: OrderItem, layout: Layout): string {
  return `${printExpr(expr, layout)}${descending ? ' DESC' : ''}${nulls === undefined ? '' : ` NULLS ${nulls}`}`
}

export const printOrder = (items: readonly OrderItem[], layout: Layout): string =>
  `ORDER BY ${items.map((item) => printOrderItem(item, layout)).join(', ')}`

export function printWindowSpec({ base, partitionBy, orderBy, frame }: WindowSpec, layout: Layout): string {
  const parts: string[] = []
  if (base !== undefined) parts.push(printIdentifier(base))
  if (partitionBy.length > 0) parts.push(`PARTITION BY ${printList(partitionBy, layout)}`)
  if (orderBy.length > 0) parts.push(printOrder(orderBy, layout))
  if (frame !== undefined) {
    const start = printBound(frame.start, layout)
    parts.push(
      frame.end === undefined
        ? `${frame.unit} ${start}`
        : `${frame.unit} BETWEEN ${start} AND ${printBound(frame.end, layout)}`,
    )
  }
  return `(${parts.join(' ')})`
}

function printBound(bound: FrameBound, layout: Layout): string {
  return bound.kind === 'PRECEDING' || bound.kind === 'FOLLOWING'
    ? `${printExpr(bound.value, layout)} ${bound.kind}`
    : bound.kind
}
