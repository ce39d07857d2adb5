import { sameType } from '../../types/type-text.ts'
import type { BoundExpr } from './bound.ts'

/** Whether two expressions are written alike, wherever they stand. */
export function sameExpr(a: BoundExpr, b: BoundExpr): boolean {
  if (a === b) return true
  if (a.kind !== b.kind || !sameType(a.type, b.type)) return false
  switch (a.kind) {
    case 'input':
      return b.kind === 'input' && a.index === b.index
    case 'correlated':
      return b.kind === 'correlated' && a.depth === b.depth && a.index === b.index
    case 'constant':
      return b.kind === 'constant' && Object.is(a.value, b.value)
    case 'call':
      return b.kind === 'call' && a.fn === b.fn && a.clauses === b.clauses && sameList(a.args, b.args)
    case 'logic':
      return b.kind === 'logic' && a.op === b.op && sameList(a.args, b.args)
    case 'cast':
      return b.kind === 'cast' && a.mode === b.mode && sameExpr(a.operand, b.operand)
    case 'field':
      return b.kind === 'field' && a.index === b.index && sameExpr(a.operand, b.operand)
    case 'case':
      return (
        b.kind === 'case' &&
        sameExpr(a.otherwise, b.otherwise) &&
        sameList(
          a.branches.flatMap((branch) => [branch.when, branch.then]),
          b.branches.flatMap((branch) => [branch.when, branch.then]),
        )
      )
  }
}

const sameList = (a: readonly BoundExpr[], b: readonly BoundExpr[]): boolean =>
  a.length === b.length && a.every((expr, i) => sameExpr(expr, b[i] as BoundExpr))
