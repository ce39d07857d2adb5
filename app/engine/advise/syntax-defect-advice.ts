import type { Expr, Identifier, MatchRef, Pattern, Query, Select } from '../../sql/ast.ts'
import type { Statement } from '../../sql/ast-statement.ts'
import type { Diagnostic } from '../../sql/diagnostic.ts'
import { visitSyntax } from '../../sql/visit-syntax.ts'
import { defect } from './defect.ts'

// Where a statement as written meets an entry of the ledger.

export function adviseOnSyntaxDefects(statement: Statement): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  visitSyntax(statement, (node) => {
    switch (node.kind) {
      case 'interval':
      case 'like':
      case 'call':
        found.push(...inExpression(node as Expr))
        return
      case 'derived-table':
        found.push(...orderedInside((node as unknown as { readonly query: Query }).query))
        return
      case 'select':
        found.push(...groupedByNumber(node as unknown as Select))
        return
      case 'match':
        found.push(...inPattern(node as unknown as MatchRef))
    }
  })
  return found
}

function inExpression(expr: Expr): readonly Diagnostic[] {
  if (expr.kind === 'interval') {
    if (expr.qualifier.from === 'WEEK') return [defect('defect.interval-week', expr.span)]
    return expr.qualifier.from === 'QUARTER' ? [defect('defect.interval-quarter', expr.span)] : []
  }
  if (expr.kind === 'like')
    return expr.op === 'LIKE' && isEmptyText(expr.pattern) ? [defect('defect.empty-like', expr.span)] : []
  if (expr.kind !== 'call') return []
  const name = expr.name.parts.at(-1)?.name.toUpperCase()
  const isOrdered = (expr.orderBy?.length ?? 0) + (expr.withinGroup?.length ?? 0) > 0
  if (name === 'ARRAY_AGG' && isOrdered) return [defect('defect.array-agg-order', expr.span)]
  if ((name === 'LAG' || name === 'LEAD') && expr.nulls === 'IGNORE')
    return [defect('defect.lag-nulls', expr.span, { function: name })]
  if (name === 'GROUP_ID') return [defect('defect.group-id', expr.span)]
  return name === 'REGEXP' && isEmptyText(expr.args[1]) ? [defect('defect.empty-regexp', expr.span)] : []
}

const isEmptyText = (expr: Expr | undefined): boolean =>
  expr?.kind === 'literal' && expr.type === 'string' && expr.text === ''

function orderedInside({ orderBy, limit, offset }: Query): readonly Diagnostic[] {
  const [first] = orderBy
  return first !== undefined && limit === undefined && offset === undefined
    ? [defect('defect.subquery-order', first.span)]
    : []
}

function groupedByNumber({ groupBy = [] }: Select): readonly Diagnostic[] {
  return groupBy.flatMap((item) =>
    item.kind === 'expr' && item.expr.kind === 'literal' && item.expr.type === 'number'
      ? [defect('defect.group-by-number', item.span, { number: item.expr.text })]
      : [],
  )
}

function inPattern(match: MatchRef): readonly Diagnostic[] {
  const { pattern, define, subsets, strictStart, strictEnd, within } = match
  const used = new Set([...variablesOf(pattern), ...subsets.map(({ name }) => name)].map(({ name }) => name))
  const defined = new Set(define.map(({ name }) => name.name))
  const anchors = strictStart || strictEnd ? [defect('defect.match-anchors', pattern.span)] : []
  const unused = define.filter(({ name }) => !used.has(name.name))
  const isNegative = within?.kind === 'interval' && typeof within.value === 'string' && within.value.startsWith('-')
  return [
    ...anchors,
    ...(isNegative ? [defect('defect.match-within', within.span)] : []),
    ...unused.map(({ name }) => defect('defect.match-unused-define', name.span, { variable: name.name })),
    ...greedyBeforeAnything(pattern, defined),
  ]
}

/** A greedy loop adds that its condition does not hold to the next variable; one without a condition never matches. */
function greedyBeforeAnything(pattern: Pattern, defined: ReadonlySet<string>): readonly Diagnostic[] {
  if (pattern.kind !== 'sequence') return []
  return pattern.items.flatMap((item, at) => {
    const next = pattern.items[at + 1]
    const isLoop = item.kind === 'quantified' && item.greedy && item.max !== item.min && item.max !== 1
    if (!isLoop || next?.kind !== 'variable' || item.item.kind !== 'variable') return []
    const loop = item.item.name.name
    if (defined.has(loop)) return []
    return [defect('defect.match-greedy', item.span, { loop, next: next.name.name })]
  })
}

function variablesOf(pattern: Pattern): readonly Identifier[] {
  if (pattern.kind === 'variable') return [pattern.name]
  return 'items' in pattern ? pattern.items.flatMap(variablesOf) : variablesOf(pattern.item)
}
