import type { Query } from '../sql/ast.ts'
import type { Insert, Statement, TableElement } from '../sql/ast-statement.ts'
import type { Span } from '../sql/span.ts'
import type { Script } from './script.ts'
import type { ScriptStatement } from './script-statement.ts'

export interface OutlineItem {
  readonly kind: 'table' | 'view' | 'insert' | 'query' | 'set' | 'column' | 'common-table' | 'statement'
  readonly label: string
  readonly detail?: string
  readonly span: Span
  /** What is selected when one goes there. */
  readonly nameSpan: Span
  readonly children: readonly OutlineItem[]
}

/** What a script holds, statement by statement. */
export function outline(script: Script): readonly OutlineItem[] {
  return script.statements.map((statement) => moved(itemOf(statement), statement.start))
}

function moved(item: OutlineItem, by: number): OutlineItem {
  const shift = ({ start, end }: Span): Span => ({ start: start + by, end: end + by })
  const children = item.children.map((child) => moved(child, by))
  return { ...item, span: shift(item.span), nameSpan: shift(item.nameSpan), children }
}

function itemOf({ syntax, text, body, tokens }: ScriptStatement): OutlineItem {
  if (syntax !== undefined) return { ...describe(syntax, text), span: body }
  const words = tokens.filter(({ kind }) => kind !== 'comment' && kind !== 'end').slice(0, 4)
  const end = words.at(-1)?.end ?? body.end
  const label = oneLine(text.slice(body.start, end))
  return { kind: 'statement', label, span: body, nameSpan: { start: body.start, end }, children: [] }
}

function describe(syntax: Statement, text: string): OutlineItem {
  const { span } = syntax
  switch (syntax.kind) {
    case 'create-table':
    case 'create-view': {
      const { name } = syntax
      const columns =
        syntax.kind === 'create-table' ? (syntax.elements ?? []).flatMap((each) => column(each, text)) : []
      const inner = syntax.query === undefined ? [] : commonTables(syntax.query)
      const kind = syntax.kind === 'create-table' ? 'table' : 'view'
      const label = name.parts.map((part) => part.name).join('.')
      const detail = syntax.temporary ? `TEMPORARY ${kind.toUpperCase()}` : kind.toUpperCase()
      return { kind, label, detail, span, nameSpan: name.span, children: [...columns, ...inner] }
    }
    case 'insert':
      return insertItem(syntax)
    case 'statement-set':
      return {
        ...{ kind: 'statement', label: 'STATEMENT SET', span, nameSpan: { start: span.start, end: span.start + 1 } },
        children: syntax.inserts.map(insertItem),
      }
    case 'query-statement':
      return {
        ...plain('query', oneLine(text.slice(span.start, span.end)), span),
        children: commonTables(syntax.query),
      }
    case 'set':
      return plain('set', syntax.key === undefined ? 'SET' : `SET ${syntax.key}`, span)
    case 'reset':
      return plain('set', syntax.key === undefined ? 'RESET' : `RESET ${syntax.key}`, span)
    case 'explain':
      return plain('statement', 'EXPLAIN', span)
    case 'other': {
      const name = syntax.name?.parts.map((part) => part.name).join('.')
      return plain('statement', name === undefined ? syntax.verb : `${syntax.verb} ${name}`, span)
    }
  }
}

const plain = (kind: OutlineItem['kind'], label: string, span: Span): OutlineItem => ({
  ...{ kind, label, span, nameSpan: { start: span.start, end: Math.min(span.end, span.start + label.length) } },
  children: [],
})

const insertItem = ({ target, span, query }: Insert): OutlineItem => ({
  kind: 'insert',
  label: `INSERT INTO ${target.parts.map((part) => part.name).join('.')}`,
  span,
  nameSpan: target.span,
  children: commonTables(query),
})

const commonTables = (query: Query): readonly OutlineItem[] =>
  query.with.map(({ name, span }) => ({
    ...{ kind: 'common-table', label: name.name, detail: 'WITH', span, nameSpan: name.span, children: [] },
  }))

function column(element: TableElement, text: string): readonly OutlineItem[] {
  if (element.kind !== 'column') return []
  const { name, type, expr, span } = element
  const said = type?.span ?? expr?.span
  const detail = said === undefined ? '' : oneLine(text.slice(said.start, said.end))
  return [{ kind: 'column', label: name.name, detail, span, nameSpan: name.span, children: [] }]
}

const LONGEST = 60

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}
