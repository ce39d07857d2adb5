import { must } from '../../base/assert.ts'
import type { QualifiedName } from '../../sql/ast.ts'
import type { OtherStatement } from '../../sql/ast-statement.ts'

/** What a statement is about: the name behind its verb. */
export function nameOf(statement: OtherStatement): QualifiedName {
  const clause = statement.clauses.find((c) => c.kind === 'name')
  return must(statement.name ?? clause?.name, 'name')
}

/** Whether the words stand in the statement, as one clause. */
export const says = (statement: OtherStatement, words: string): boolean =>
  statement.clauses.some((c) => c.kind === 'words' && c.text === words)
