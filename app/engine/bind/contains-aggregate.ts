import type { CallExpr, Expr } from '../../sql/ast.ts'
import { visitSyntax } from '../../sql/visit-syntax.ts'
import type { BindEnvironment } from './environment.ts'

const GROUPING: ReadonlySet<string> = new Set(['GROUPING', 'GROUPING_ID', 'GROUP_ID'])

/** Whether the expression aggregates the rows of its own query: calls in subqueries and with OVER do not count. */
export function containsAggregate(expr: Expr, env: BindEnvironment): boolean {
  let found = false
  visitSyntax(expr, (node) => {
    if (found || node.kind === 'query') return 'skip'
    if (node.kind === 'call') found = aggregates(node as CallExpr, env)
    return undefined
  })
  return found
}

function aggregates({ name, over }: CallExpr, env: BindEnvironment): boolean {
  const last = name.parts.at(-1)?.name ?? ''
  return over === undefined && env.lookup(last)?.kind === 'aggregate' && !GROUPING.has(last.toUpperCase())
}
