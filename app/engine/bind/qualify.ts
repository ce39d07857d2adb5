import type { Select, SelectItem } from '../../sql/ast.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { assertOneMeaning } from './assert-one-meaning.ts'
import { bindExpression } from './expression/bind-expression.ts'
import type { BindContext, ExpressionScope } from './expression/context.ts'
import { itemName } from './names.ts'
import { aliasesOf } from './order-by.ts'
import { substituteNames } from './substitute-names.ts'

/** QUALIFY may use the names of the select list, and must look at a window. */
export function bindQualify(select: Select, scope: ExpressionScope, context: BindContext): BoundExpr | undefined {
  if (select.qualify === undefined) return undefined
  assertOneMeaning([select.qualify], repeatedNames(select.items))
  const syntax = substituteNames(select.qualify, aliasesOf(select))
  let windows = false
  const condition = bindExpression(syntax, scope, {
    ...context,
    onOver(call, inner) {
      windows = true
      return context.onOver(call, inner)
    },
  })
  const refuse = (message: string) => sqlError('parse', 'qualify', message, select.qualify?.span ?? select.span)
  if (!windows) throw refuse('QUALIFY expression must contain a window function')
  if (condition.type.kind !== 'BOOLEAN') throw refuse('QUALIFY clause must be a condition')
  return condition
}

/** A name that the select list writes twice is that of two columns. */
function repeatedNames(items: readonly SelectItem[]): ReadonlySet<string> {
  const names = items.flatMap((item) => itemName(item) ?? [])
  return new Set(names.filter((name, i) => names.indexOf(name) !== i))
}
