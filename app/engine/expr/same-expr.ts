import { sameIgnoringNullability } from '../../types/type-text.ts'
import type { Value } from '../../types/value.ts'
import type { BoundExpr, CaseCall } from './bound.ts'

/** Whether two expressions over the same input compute the same, wherever they are written. */
export function sameExpr(a: BoundExpr, b: BoundExpr): boolean {
  if (a === b) return true
  if (!sameIgnoringNullability(a.type, b.type)) return false
  switch (a.kind) {
    case 'input':
      return b.kind === 'input' && a.index === b.index
    case 'correlated':
      return b.kind === 'correlated' && a.depth === b.depth && a.index === b.index
    case 'constant':
      return b.kind === 'constant' && sameValue(a.value, b.value)
    case 'call':
      return b.kind === 'call' && a.fn === b.fn && sameClauses(a.clauses, b.clauses) && sameList(a.args, b.args)
    case 'logic':
      return b.kind === 'logic' && a.op === b.op && sameList(a.args, b.args)
    case 'cast':
      return b.kind === 'cast' && (a.mode === 'try') === (b.mode === 'try') && sameExpr(a.operand, b.operand)
    case 'field':
      return b.kind === 'field' && a.index === b.index && sameExpr(a.operand, b.operand)
    case 'case':
      return b.kind === 'case' && sameList(partsOf(a), partsOf(b))
  }
}

const partsOf = ({ branches, otherwise }: CaseCall): readonly BoundExpr[] => [
  ...branches.flatMap((branch) => [branch.when, branch.then]),
  otherwise,
]

const sameList = (a: readonly BoundExpr[], b: readonly BoundExpr[]): boolean =>
  a.length === b.length && a.every((expr, i) => sameExpr(expr, b[i] as BoundExpr))

const sameClauses = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a ?? []) === JSON.stringify(b ?? [])

function sameValue(a: Value, b: Value): boolean {
  if (Object.is(a, b)) return true
  if (!Array.isArray(a) || !Array.isArray(b)) return false
  return a.length === b.length && a.every((item: Value, i) => sameValue(item, b[i] as Value))
}
