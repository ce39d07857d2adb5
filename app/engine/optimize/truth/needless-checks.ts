import type { BoundExpr, InputRef } from '../../expr/bound.ts'
import { rejectsNull } from '../../logical/rejects-null.ts'
import { comparedIn } from '../../logical/search-form.ts'

/** The terms of an AND without `x IS NOT NULL` where another term cannot be true of NULL. */
export function withoutNeedlessChecks(terms: readonly BoundExpr[]): readonly BoundExpr[] {
  const others = terms.filter((term) => checkedColumn(term) === undefined)
  if (others.length === terms.length || others.length === 0) return terms
  return terms.filter((term) => {
    const column = checkedColumn(term)
    return column === undefined || !others.some((other) => saysNotNull(other, column))
  })
}

function saysNotNull(term: BoundExpr, { index }: InputRef): boolean {
  const compared = comparedIn(term)?.operand
  return (compared?.kind === 'input' && compared.index === index) || rejectsNull(term, (column) => column === index)
}

function checkedColumn(term: BoundExpr): InputRef | undefined {
  const [operand] = term.kind === 'logic' && term.op === 'IS NOT NULL' ? term.args : []
  return operand?.kind === 'input' ? operand : undefined
}
