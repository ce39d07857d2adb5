import type { Expr } from '../../sql/ast.ts'
import type { BindEnvironment } from './environment.ts'

const GROUPING: ReadonlySet<string> = new Set(['GROUPING', 'GROUPING_ID', 'GROUP_ID'])

/** Whether the expression aggregates the rows of its own query: calls in subqueries and with OVER do not count. */
export function containsAggregate(expr: Expr, env: BindEnvironment): boolean {
  let found = false
  visit(expr)
  return found

  function visit(value: unknown): void {
    if (found || typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const item of value) visit(item)
      return
    }
    const node = value as { readonly kind?: string }
    if (node.kind === 'query') return
    if (node.kind === 'call') {
      const call = value as Extract<Expr, { kind: 'call' }>
      const name = call.name.parts.at(-1)?.name ?? ''
      const aggregates = env.lookup(name)?.kind === 'aggregate'
      if (call.over === undefined && aggregates && !GROUPING.has(name.toUpperCase())) {
        found = true
        return
      }
    }
    for (const child of Object.values(value)) visit(child)
  }
}
