import type { CallExpr, Expr, FrameBound, Identifier, LiteralExpr, WindowSpec } from '../../sql/ast.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import { POWER } from '../../sql/operator-power.ts'
import { quoteName, quoteText } from '../../sql/print-name.ts'
import { printIntervalQualifier, printType } from '../../sql/print-type.ts'
import { simpleTypeName } from './simple-type-name.ts'

/**
 * The text in which Flink shows the expression of a computed column or a watermark: not as it was
 * written, but as its validator understood it. What has no known text is refused.
 */
export function definitionText(expr: Expr): string {
  return print(expr, 0)
}

function print(expr: Expr, least: number): string {
  const [text, power] = printBare(expr)
  return power < least ? `(${text})` : text
}

function printBare(expr: Expr): readonly [text: string, power: number] {
  switch (expr.kind) {
    case 'literal':
      return [literal(expr), POWER.primary]
    case 'column':
      return [columnPath(expr.parts), POWER.primary]
    case 'interval': {
      if (typeof expr.value !== 'string') throw unknown('this interval', expr)
      const sign = expr.negative ? '-' : ''
      return [`INTERVAL ${sign}${quoteText(expr.value)} ${printIntervalQualifier(expr.qualifier)}`, POWER.primary]
    }
    case 'unary':
      return unary(expr)
    case 'binary': {
      if (expr.interval !== undefined || expr.op === 'OVERLAPS') throw unknown(expr.op, expr)
      const power = POWER[expr.op]
      return [`${print(expr.left, power)} ${expr.op} ${print(expr.right, power + 1)}`, power]
    }
    case 'is': {
      const other = expr.other === undefined ? '' : ` ${print(expr.other, POWER['='] + 1)}`
      return [`${print(expr.operand, POWER.IS)} IS ${expr.not ? 'NOT ' : ''}${expr.test}${other}`, POWER.IS]
    }
    case 'between':
    case 'in':
    case 'like':
      return [ranged(expr), POWER.range]
    case 'case':
      return [printCase(expr), POWER.primary]
    case 'cast': {
      const operand = print(expr.operand, 0)
      const type = simpleTypeName(expr.type)
      if (type === undefined) throw unknown(`a cast to ${printType(expr.type)}`, expr)
      return [`${expr.tryCast ? 'TRY_CAST' : 'CAST'}(${operand} AS ${type})`, POWER.primary]
    }
    case 'index':
      return [`${print(expr.operand, POWER.primary)}[${print(expr.index, 0)}]`, POWER.primary]
    case 'call':
      return [call(expr), POWER.primary]
    default:
      throw unknown('this expression', expr)
  }
}

const unknown = (what: string, at: Expr) => unsupported(`the text of a column made from ${what}`, at.span)

const columnPath = (parts: readonly Identifier[]): string => parts.map((p) => quoteName(p.name)).join('.')
const list = (exprs: readonly Expr[]): string => exprs.map((e) => print(e, 0)).join(', ')

function literal(expr: LiteralExpr): string {
  const { type, text } = expr
  switch (type) {
    case 'string':
      return asciiText(text, expr)
    case 'date':
    case 'time':
    case 'timestamp':
      return `${type.toUpperCase()} ${quoteText(text)}`
    case 'binary':
      return `X'${text}'`
    case 'timestamp_ltz':
      throw unknown('this literal', expr)
    default:
      return numberText(text.toUpperCase())
  }
}

/** With a digit before the point, and no point before the exponent. */
const numberText = (text: string): string => text.replace(/^\./, '0.').replace('.E', 'E')

/** Characters beyond ASCII are written by their codes. */
function asciiText(text: string, at: Expr): string {
  if (/^[ -~]*$/.test(text)) return quoteText(text)
  if (text.includes('\\')) throw unknown('this literal', at)
  const codes = text.replace(/[^ -~]/g, (c) => `\\${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `u&${quoteText(codes)}`
}

function unary(expr: Extract<Expr, { kind: 'unary' }>): readonly [string, number] {
  const { op, operand } = expr
  if (op === '-' && operand.kind === 'literal' && /^[\d.]/.test(operand.text) && operand.type !== 'string')
    return [`-${literal(operand)}`, POWER.primary]
  const power = op === 'NOT' ? POWER.NOT : POWER.sign
  const isSigned = op !== 'NOT' && operand.kind === 'unary'
  return [`${op} ${print(operand, isSigned ? POWER.primary : power)}`, power]
}

function ranged(expr: Extract<Expr, { kind: 'between' | 'in' | 'like' }>): string {
  const operand = `${print(expr.operand, POWER.range)} ${expr.not ? 'NOT ' : ''}`
  const bound = (part: Expr): string => print(part, POWER.range + 1)
  switch (expr.kind) {
    case 'between': {
      const symmetry = expr.symmetric ? 'SYMMETRIC' : 'ASYMMETRIC'
      return `${operand}BETWEEN ${symmetry} ${bound(expr.low)} AND ${bound(expr.high)}`
    }
    case 'in':
      if (expr.list === undefined) throw unknown('a subquery', expr)
      return `${operand}IN (${list(expr.list)})`
    case 'like': {
      const escaped = expr.escape === undefined ? '' : ` ESCAPE ${bound(expr.escape)}`
      return `${operand}${expr.op} ${bound(expr.pattern)}${escaped}`
    }
  }
}

/** CASE x WHEN 1 …: the validator writes out the comparisons, and an ELSE. */
function printCase({ operand, whens, otherwise }: Extract<Expr, { kind: 'case' }>): string {
  const cases = whens.map(({ when, then }) => {
    const condition =
      operand === undefined ? print(when, 0) : `${print(operand, POWER['='])} = ${print(when, POWER['='] + 1)}`
    return `WHEN ${condition} THEN ${print(then, 0)}`
  })
  return `CASE ${cases.join(' ')} ELSE ${otherwise === undefined ? 'NULL' : print(otherwise, 0)} END`
}

/** Written in backquotes: functions that Flink defines outside the SQL parser's own. */
const QUOTED: ReadonlySet<string> = new Set([
  'TO_TIMESTAMP_LTZ',
  'GREATEST',
  'LEAST',
  'TYPEOF',
  'IFNULL',
  'SOURCE_WATERMARK',
])

/** Written plainly. A function of neither list is refused. */
const PLAIN: ReadonlySet<string> = new Set(
  `UPPER LOWER CHAR_LENGTH CHARACTER_LENGTH CONCAT CONCAT_WS COALESCE IF TO_TIMESTAMP FROM_UNIXTIME UNIX_TIMESTAMP PROCTIME NOW
  DATE_FORMAT CARDINALITY ABS POWER RAND UUID MD5 ROUND LN SPLIT_INDEX REGEXP_EXTRACT REGEXP_REPLACE LEFT RIGHT
  IS_DIGIT LPAD RPAD MOD SUBSTRING SUBSTR FLOOR CEIL CURRENT_ROW_TIMESTAMP REPLACE SHA256`.split(/\s+/),
)

const EXTRACTED: ReadonlyMap<string, string> = new Map([
  ...['YEAR', 'QUARTER', 'MONTH', 'WEEK', 'HOUR', 'MINUTE', 'SECOND'].map((unit): [string, string] => [unit, unit]),
  ['DAYOFYEAR', 'DOY'],
  ['DAYOFMONTH', 'DAY'],
  ['DAYOFWEEK', 'DOW'],
])

function call(expr: CallExpr): string {
  const name = expr.name.parts.at(-1)?.name.toUpperCase() ?? ''
  const { args } = expr
  const special = specialCall(name, expr)
  if (special !== undefined) return special
  if (expr.json !== undefined || args.some((a) => a.kind === 'keyword' || a.kind === 'named')) throw unknown(name, expr)
  if (expr.niladic && args.length === 0) return name
  if (QUOTED.has(name)) return `${quoteName(name)}(${list(args)})`
  if (PLAIN.has(name)) return `${name}(${list(args)})`
  if (AGGREGATES.has(name)) return aggregateCall(name, expr)
  throw unknown(name, expr)
}

/** Of queries: the text of a view tells them as it does the rest. */
const AGGREGATES: ReadonlySet<string> = new Set(
  `COUNT SUM AVG MIN MAX ROW_NUMBER RANK DENSE_RANK LAG LEAD FIRST_VALUE LAST_VALUE LISTAGG ARRAY_AGG STDDEV_POP STDDEV_SAMP
  VAR_POP VAR_SAMP`.split(/\s+/),
)

function aggregateCall(name: string, expr: CallExpr): string {
  const { args, quantifier, filter, over } = expr
  const { orderBy, withinGroup, withinDistinct, nulls } = expr
  if ([orderBy, withinGroup, withinDistinct, nulls].some((part) => part !== undefined) || quantifier === 'ALL')
    throw unknown(name, expr)
  const [first] = args
  const listed = args.length === 1 && first?.kind === 'star' ? '*' : list(args)
  const condition = filter === undefined ? '' : ` FILTER (WHERE ${print(filter, 0)})`
  const window = over === undefined ? '' : ` OVER ${windowText(over, expr)}`
  return `${name}(${quantifier === undefined ? '' : 'DISTINCT '}${listed})${condition}${window}`
}

function frameText({ unit, start, end }: NonNullable<WindowSpec['frame']>, at: Expr): string {
  if (end === undefined) throw unknown('this window', at)
  const bound = (of: FrameBound): string => ('value' in of ? `${print(of.value, 0)} ${of.kind}` : of.kind)
  return `${unit} BETWEEN ${bound(start)} AND ${bound(end)}`
}

function windowText(over: NonNullable<CallExpr['over']>, at: Expr): string {
  if (!('partitionBy' in over) || over.base !== undefined) throw unknown('this window', at)
  if (over.orderBy.some(({ nulls }) => nulls !== undefined)) throw unknown('this window', at)
  const keys = over.orderBy.map(({ expr, descending }) => print(expr, 0) + (descending ? ' DESC' : ''))
  const parts = [
    ...(over.partitionBy.length === 0 ? [] : [`PARTITION BY ${list(over.partitionBy)}`]),
    ...(keys.length === 0 ? [] : [`ORDER BY ${keys.join(', ')}`]),
    ...(over.frame === undefined ? [] : [frameText(over.frame, at)]),
  ]
  return `(${parts.join(' ')})`
}

function specialCall(name: string, expr: CallExpr): string | undefined {
  const [first, second, third] = expr.args
  const text = (arg: Expr | undefined): string => (arg === undefined ? '' : print(arg, 0))
  const word = (arg: Expr | undefined): string | undefined => (arg?.kind === 'keyword' ? arg.word : undefined)
  const unit = EXTRACTED.get(name)
  if (unit !== undefined) return `EXTRACT(${unit} FROM ${text(first)})`
  switch (name) {
    case 'EXTRACT':
      return `EXTRACT(${word(first)} FROM ${text(second)})`
    case 'TRIM':
      if (expr.args.length === 1) return `TRIM(BOTH ' ' FROM ${text(first)})`
      return third === undefined ? undefined : `TRIM(${word(first)} ${text(second)} FROM ${text(third)})`
    case 'FLOOR':
    case 'CEIL':
      return word(second) === undefined ? undefined : `${name}(${text(first)} TO ${word(second)})`
    case 'TIMESTAMPADD':
    case 'TIMESTAMPDIFF':
      return `${name}(${word(first)}, ${text(second)}, ${text(third)})`
    case 'NULLIF': {
      if (first === undefined || second === undefined) return undefined
      const equal = `${print(first, POWER['='])} = ${print(second, POWER['='] + 1)}`
      return `CASE WHEN ${equal} THEN NULL ELSE ${text(first)} END`
    }
    default:
      return undefined
  }
}
