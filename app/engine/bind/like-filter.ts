import type { OtherStatement } from '../../sql/ast-statement.ts'
import { says } from './name-of.ts'

/** LIKE, NOT LIKE and ILIKE behind SHOW: which names are wanted. */
export function likeFilter(statement: OtherStatement): (name: string) => boolean {
  const pattern = statement.clauses.find((c) => c.kind === 'string')
  if (pattern === undefined) return () => true
  const regex = likePattern(pattern.text, says(statement, 'ILIKE'))
  const negated = says(statement, 'NOT')
  return (name) => regex.test(name) !== negated
}

function likePattern(text: string, ignoreCase: boolean): RegExp {
  const source = text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.')
  return new RegExp(`^${source}$`, ignoreCase ? 'is' : 's')
}
