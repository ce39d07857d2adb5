import type {
  CreateTable,
  CreateView,
  Insert,
  OtherStatement,
  Statement,
  StatementClause,
  StatementSet,
} from './ast-statement.ts'
import { CLAUSES, COMPACT, type Layout } from './layout.ts'
import { printExpr } from './print-expr.ts'
import { printColumns, printIdentifier, printName, printParts, quoteText } from './print-name.ts'
import { printQuery } from './print-query.ts'
import { printElements, printOptions } from './print-table-element.ts'
import { printHints } from './print-table-ref.ts'

/** Canonical SQL, one clause a line; what it reads back is the same tree. */
export const printScript = (statements: readonly Statement[]): string =>
  statements.map((statement) => `${printStatement(statement)};\n`).join('\n')

export function printStatement(statement: Statement, layout: Layout = CLAUSES): string {
  switch (statement.kind) {
    case 'query-statement':
      return `${statement.execute ? 'EXECUTE ' : ''}${printQuery(statement.query, layout)}`
    case 'insert':
      return printInsert(statement, layout)
    case 'create-table':
      return printCreateTable(statement, layout)
    case 'create-view':
      return printCreateView(statement, layout)
    case 'statement-set':
      return printStatementSet(statement, layout)
    case 'set':
      return statement.key === undefined
        ? 'SET'
        : `SET ${quoteText(statement.key)} = ${quoteText(statement.value ?? '')}`
    case 'reset':
      return statement.key === undefined ? 'RESET' : `RESET ${quoteText(statement.key)}`
    case 'explain': {
      const words = [
        'EXPLAIN',
        ...(statement.plan ? ['PLAN FOR'] : []),
        ...(statement.details.length > 0 ? [statement.details.join(', ')] : []),
      ]
      return `${words.join(' ')}${layout.line}${printStatement(statement.statement, layout)}`
    }
    case 'other':
      return printOther(statement, layout)
  }
}

function printInsert(insert: Insert, layout: Layout): string {
  const head = [
    insert.execute ? 'EXECUTE INSERT' : 'INSERT',
    insert.overwrite ? 'OVERWRITE' : 'INTO',
    printName(insert.target),
  ]
  if (insert.hints.length > 0) head.push(printHints(insert.hints))
  if (insert.partition.length > 0) {
    const columns = insert.partition.map(({ name, value }) =>
      value === undefined ? printIdentifier(name) : `${printIdentifier(name)} = ${printExpr(value)}`,
    )
    head.push(`PARTITION (${columns.join(', ')})`)
  }
  if (insert.columns !== undefined) head.push(`(${insert.columns.map(printName).join(', ')})`)
  const parts = [head.join(' '), printQuery(insert.query, layout)]
  if (insert.conflict !== undefined) parts.push(`ON CONFLICT ${insert.conflict}`)
  return parts.join(layout.line)
}

function printCreateTable(table: CreateTable, layout: Layout): string {
  const words = createWords(table, 'TABLE', table.mustExist ? 'REPLACE' : 'CREATE OR REPLACE')
  const head = [words, printName(table.name)]
  if (table.elements !== undefined) head.push(printElements(table.elements, layout))
  if (table.columnNames !== undefined) head.push(printColumns(table.columnNames))
  const parts = [head.join(' ')]
  if (table.comment !== undefined) parts.push(`COMMENT ${quoteText(table.comment)}`)
  if (table.distribution !== undefined) parts.push(printDistribution(table.distribution))
  if (table.partitionedBy !== undefined) parts.push(`PARTITIONED BY ${printColumns(table.partitionedBy)}`)
  if (table.connection !== undefined) parts.push(`USING CONNECTION ${printName(table.connection)}`)
  if (table.options.length > 0) parts.push(`WITH ${printOptions(table.options, layout)}`)
  if (table.like !== undefined) parts.push(printLike(table.like, layout))
  if (table.query !== undefined) parts.push(`AS${layout.line}${printQuery(table.query, layout)}`)
  return parts.join(layout.line)
}

function createWords(
  { temporary, replace, ifNotExists }: CreateTable | CreateView,
  object: string,
  replacing: string,
): string {
  const words = [replace ? replacing : 'CREATE']
  if (temporary) words.push('TEMPORARY')
  words.push(object)
  if (ifNotExists) words.push('IF NOT EXISTS')
  return words.join(' ')
}

function printDistribution({ kind, columns, buckets }: NonNullable<CreateTable['distribution']>): string {
  const by = columns.length === 0 ? '' : ` BY ${kind ?? ''}${printColumns(columns)}`
  return `DISTRIBUTED${by}${buckets === undefined ? '' : ` INTO ${buckets} BUCKETS`}`
}

function printLike({ source, options }: NonNullable<CreateTable['like']>, layout: Layout): string {
  if (options.length === 0) return `LIKE ${printName(source)}`
  const lines = options.map(({ merge, feature }) => `${layout.inner.line}${merge} ${feature}`)
  return `LIKE ${printName(source)} (${lines.join('')}${layout.line})`
}

function printCreateView(view: CreateView, layout: Layout): string {
  const head = [createWords(view, 'VIEW', 'CREATE OR REPLACE'), printName(view.name)]
  if (view.columns.length > 0) head.push(printColumns(view.columns))
  const comment = view.comment === undefined ? '' : `${layout.line}COMMENT ${quoteText(view.comment)}`
  return `${head.join(' ')}${comment}${layout.line}AS${layout.line}${printQuery(view.query, layout)}`
}

function printStatementSet({ execute, inserts }: StatementSet, layout: Layout): string {
  const { inner } = layout
  const body = inserts.map((insert) => `${inner.line}${printInsert(insert, inner)};`)
  return `${execute ? 'EXECUTE ' : ''}STATEMENT SET${layout.line}BEGIN${body.join('')}${layout.line}END`
}

/** IF [NOT] EXISTS stands before the name, and the last word of ALTER TABLE ADD and the like behind it. */
function printOther({ verb, name, clauses }: OtherStatement, layout: Layout): string {
  const [first, ...others] = clauses
  const guards = verb.startsWith('ALTER') ? ['IF EXISTS'] : ['IF EXISTS', 'IF NOT EXISTS']
  const guard = first?.kind === 'words' && guards.includes(first.text) ? first.text : undefined
  const rest = guard === undefined ? clauses : others
  const [before, after] = splitVerb(verb)
  const words = [before]
  if (guard !== undefined) words.push(guard)
  if (name !== undefined) words.push(printName(name))
  if (after !== '') words.push(after)
  for (const clause of rest) words.push(printClause(clause, layout))
  return joinWords(words)
}

const ALTERED =
  /^(ALTER (?:TEMPORARY )?(?:SYSTEM )?(?:MATERIALIZED )?(?:TABLE|VIEW|FUNCTION|DATABASE|CATALOG|MODEL|CONNECTION))(?: (.*))?$/

function splitVerb(verb: string): [string, string] {
  const match = ALTERED.exec(verb)
  return match === null ? [verb, ''] : [match[1] ?? verb, match[2] ?? '']
}

function joinWords(words: readonly string[]): string {
  let text = ''
  for (const word of words) {
    const tight = text === '' || text.endsWith('(') || word === ',' || word === ')'
    text += tight ? word : ` ${word}`
  }
  return text
}

function printClause(clause: StatementClause, layout: Layout): string {
  switch (clause.kind) {
    case 'words':
      return clause.text
    case 'name':
      return printParts(clause.name.parts)
    case 'string':
      return quoteText(clause.text)
    case 'expr':
      return printExpr(clause.expr)
    case 'query':
      return layout === COMPACT
        ? printQuery(clause.query, layout)
        : `${layout.line}${printQuery(clause.query, layout)}`.trimStart()
    case 'statement':
      return printStatement(clause.statement, layout)
    case 'elements':
      return printElements(clause.elements, layout)
    case 'options':
      return printOptions(clause.options, layout)
  }
}
