import type { Identifier, MatchRef, Pattern } from '../sql/ast.ts'
import { introducedBy, type Name, type NamedColumn, type NamedRelation, type NameScope, unknownType } from './names.ts'
import { resolveExpression, resolveOrder } from './resolve-expression.ts'
import { note, type Resolving } from './resolving.ts'

/** MATCH_RECOGNIZE: its variables qualify the columns of the rows that they match. */
export function resolveMatch(ref: MatchRef, input: readonly NamedRelation[], r: Resolving): readonly NamedColumn[] {
  const columns = input.flatMap((relation) => relation.columns)
  const variables = new Map<string, Name>()
  const use = (identifier: Identifier): void => {
    const known = variables.get(identifier.name)
    const name = known ?? introducedBy(identifier, 'variable', r.statement)
    variables.set(identifier.name, name)
    note(r, name, identifier.span)
  }
  notePattern(ref.pattern, use)
  for (const { name, members } of ref.subsets) for (const identifier of [name, ...members]) use(identifier)
  const plain: NameScope = { relations: input }
  const matched: NameScope = {
    relations: [...[...variables].map(([text, name]) => ({ text, name, columns })), { columns }],
  }
  for (const part of ref.partitionBy) resolveExpression(part, plain, r)
  resolveOrder(ref.orderBy, plain, r)
  for (const { name, condition } of ref.define) {
    use(name)
    resolveExpression(condition, matched, r)
  }
  if (ref.skip?.variable !== undefined) use(ref.skip.variable)
  const measures = ref.measures.map(({ expr, name: alias }): NamedColumn => {
    resolveExpression(expr, matched, r)
    if (alias === undefined) return { text: '', type: unknownType }
    const name = introducedBy(alias, 'column', r.statement)
    note(r, name, alias.span)
    return { text: alias.name, name, type: unknownType }
  })
  const keys = ref.partitionBy.flatMap((key) => {
    const text = key.kind === 'column' ? key.parts.at(-1)?.name : undefined
    return columns.find((column) => column.text === text) ?? []
  })
  return [...keys, ...measures]
}

function notePattern(pattern: Pattern, use: (identifier: Identifier) => void): void {
  if (pattern.kind === 'variable') use(pattern.name)
  else if ('items' in pattern) for (const item of pattern.items) notePattern(item, use)
  else notePattern(pattern.item, use)
}
