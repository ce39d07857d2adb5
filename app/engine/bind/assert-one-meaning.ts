import type { ColumnRef, Expr } from '../../sql/ast.ts'
import { visitSyntax } from '../../sql/visit-syntax.ts'
import { ambiguousName } from './scope.ts'

/** Finds bare names that mean two columns in the expressions; those of a subquery are its own. */
export function assertOneMeaning(exprs: readonly (Expr | undefined)[], ambiguous: ReadonlySet<string>): void {
  if (ambiguous.size === 0) return
  visitSyntax(exprs, (node) => {
    if (node.kind === 'query') return 'skip'
    if (node.kind !== 'column') return undefined
    const { parts, spread } = node as ColumnRef
    const [name, ...rest] = parts
    if (spread === undefined && name !== undefined && rest.length === 0 && ambiguous.has(name.name))
      throw ambiguousName(name)
    return 'skip'
  })
}
