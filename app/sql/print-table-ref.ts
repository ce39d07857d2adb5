import type { Hint, JoinRef, MatchRef, NamedTable, Pattern, TableRef } from './ast.ts'
import { COMPACT, type Layout } from './layout.ts'
import { printExpr, printList, printOrder } from './print-expr.ts'
import { needsQuotes, printColumns, printIdentifier, printName, quoteText } from './print-name.ts'
import { printQueryIn } from './print-query.ts'

export function printTableRef(table: TableRef, layout: Layout): string {
  const alias = table.alias
  const columns = alias === undefined || alias.columns.length === 0 ? '' : ` ${printColumns(alias.columns)}`
  return printUnnamed(table, layout) + (alias === undefined ? '' : ` AS ${printIdentifier(alias.name)}${columns}`)
}

function printUnnamed(table: TableRef, layout: Layout): string {
  switch (table.kind) {
    case 'named-table':
      return printNamed(table, layout)
    case 'derived-table':
      return `${table.lateral ? 'LATERAL ' : ''}${printQueryIn(table.query, layout)}`
    case 'table-function': {
      const call = printExpr(table.call, layout)
      return `${table.lateral ? 'LATERAL ' : ''}${table.explicit ? `TABLE(${call})` : call}`
    }
    case 'unnest':
      return `UNNEST(${printList(table.args, layout)})${table.ordinality ? ' WITH ORDINALITY' : ''}`
    case 'values-table':
      return `(VALUES ${printList(table.values.rows, layout)})`
    case 'join':
      return printJoin(table, layout)
    case 'pivot':
      return `${printJoinable(table.input, layout)} ${table.text}`
    case 'match':
      return printMatch(table, layout)
  }
}

function printNamed(table: NamedTable, layout: Layout): string {
  const parts = [printName(table.name)]
  if (table.hints.length > 0) parts.push(printHints(table.hints))
  if (table.systemTime !== undefined) parts.push(`FOR SYSTEM_TIME AS OF ${printExpr(table.systemTime, layout)}`)
  if (table.sample !== undefined) {
    parts.push(`TABLESAMPLE ${table.sample.method} (${printExpr(table.sample.percent, layout)})`)
  }
  return parts.join(' ')
}

export function printHints(hints: readonly Hint[]): string {
  const printed = hints.map(({ name, options }) => {
    // All of them are names or all are texts.
    const areTexts = options.some(({ key }) => needsQuotes(key))
    const list = options.map(({ key, value }) =>
      value === undefined ? (areTexts ? quoteText(key) : key) : `${quoteText(key)} = ${quoteText(value)}`,
    )
    return list.length === 0 ? printIdentifier(name) : `${printIdentifier(name)}(${list.join(', ')})`
  })
  return `/*+ ${printed.join(', ')} */`
}

function printJoin(join: JoinRef, layout: Layout): string {
  const commaInside = (table: TableRef): boolean => table.kind === 'join' && table.comma
  const left =
    commaInside(join.left) && !join.comma ? `(${printTableRef(join.left, layout)})` : printTableRef(join.left, layout)
  if (join.comma) {
    const right = commaInside(join.right) ? `(${printTableRef(join.right, layout)})` : printTableRef(join.right, layout)
    return `${left},${layout === COMPACT ? ' ' : `${layout.line}  `}${right}`
  }
  const words = `${join.natural ? 'NATURAL ' : ''}${join.type === 'INNER' ? '' : `${join.type} `}JOIN`
  const on = join.on === undefined ? '' : ` ON ${printExpr(join.on, layout)}`
  const using = join.using === undefined ? '' : ` USING ${printColumns(join.using)}`
  return `${left}${layout.line}${words} ${printJoinable(join.right, layout)}${on}${using}`
}

const printJoinable = (table: TableRef, layout: Layout): string =>
  table.kind === 'join' ? `(${printTableRef(table, layout)})` : printTableRef(table, layout)

function printMatch(match: MatchRef, layout: Layout): string {
  const parts: string[] = []
  if (match.partitionBy.length > 0) parts.push(`PARTITION BY ${printList(match.partitionBy, layout)}`)
  if (match.orderBy.length > 0) parts.push(printOrder(match.orderBy, layout))
  if (match.measures.length > 0) {
    const measures = match.measures.map(({ expr, name }) =>
      name === undefined ? printExpr(expr, layout) : `${printExpr(expr, layout)} AS ${printIdentifier(name)}`,
    )
    parts.push(`MEASURES ${measures.join(', ')}`)
  }
  if (match.rows !== undefined) parts.push(match.rows)
  if (match.skip !== undefined) parts.push(`AFTER MATCH SKIP ${printSkip(match.skip)}`)
  const pattern = `${match.strictStart ? '^ ' : ''}${printPattern(match.pattern, 0)}${match.strictEnd ? ' $' : ''}`
  parts.push(`PATTERN (${pattern})${match.within === undefined ? '' : ` WITHIN ${printExpr(match.within, layout)}`}`)
  if (match.subsets.length > 0) {
    const subsets = match.subsets.map(({ name, members }) => `${printIdentifier(name)} = ${printColumns(members)}`)
    parts.push(`SUBSET ${subsets.join(', ')}`)
  }
  const define = match.define.map(
    ({ name, condition }) => `${printIdentifier(name)} AS ${printExpr(condition, layout)}`,
  )
  parts.push(`DEFINE ${define.join(', ')}`)
  const [open, close] = layout === COMPACT ? ['', ''] : [layout.inner.line, layout.line]
  return `${printJoinable(match.input, layout)} MATCH_RECOGNIZE (${open}${parts.join(layout.inner.line)}${close})`
}

function printSkip({ kind, variable }: NonNullable<MatchRef['skip']>): string {
  if (variable === undefined) return kind === 'NEXT ROW' ? 'TO NEXT ROW' : kind
  return `TO ${kind === 'VARIABLE' ? '' : `${kind} `}${printIdentifier(variable)}`
}

/** 0: anything goes without brackets, 1: no alternation, 2: one item only. */
function printPattern(pattern: Pattern, least: number): string {
  switch (pattern.kind) {
    case 'variable':
      return printIdentifier(pattern.name)
    case 'alternation':
      return bracketIf(least > 0, pattern.items.map((item) => printPattern(item, 1)).join(' | '))
    case 'sequence':
      return bracketIf(least > 1, pattern.items.map((item) => printPattern(item, 2)).join(' '))
    case 'permute':
      return `PERMUTE(${pattern.items.map((item) => printPattern(item, 0)).join(', ')})`
    case 'exclude':
      return `{- ${printPattern(pattern.item, 0)} -}`
    case 'quantified': {
      const item = printPattern(pattern.item, 2)
      return (pattern.item.kind === 'quantified' ? `(${item})` : item) + pattern.text
    }
  }
}

const bracketIf = (needed: boolean, text: string): string => (needed ? `(${text})` : text)
