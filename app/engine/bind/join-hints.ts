import type { Hint } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { BATCH_HINTS, isHarmlessQueryHint, unknownHint } from './query-hints.ts'
import type { RelationScope } from './scope.ts'

/** Hints that change nothing here are let pass; the tables that they name have to be there. */
export function assertJoinHints(hints: readonly Hint[], scope: RelationScope): void {
  for (const hint of hints) {
    const name = hint.name.name.toUpperCase()
    if (name === 'OPTIONS') continue
    if (!isHarmlessQueryHint(name)) throw unknownHint(hint)
    if (name === 'STATE_TTL') continue
    assertForm(hint, name)
    const tables = tablesOf(hint, name)
    const known = tables?.every((table) => scope.relations.some((r) => r.name === table))
    if (tables === undefined || tables.length === 0 || !known) throw unsupported(`hint ${hint.name.name}`, hint.span)
  }
}

function assertForm(hint: Hint, name: string): void {
  if (BATCH_HINTS.has(name) && hint.options.length === 0) {
    const message = `Invalid hint: ${name}, expecting at least one table or view specified in hint ${name}.`
    throw sqlError('parse', 'hint-options', message, hint.span)
  }
}

/** Undefined for a hint that may change the result. */
function tablesOf(hint: Hint, name: string): readonly string[] | undefined {
  if (BATCH_HINTS.has(name)) return hint.options.map((option) => option.value ?? option.key)
  const plain = hint.options.every(({ key, value }) => key === 'table' || (key === 'async' && value === 'false'))
  return plain ? hint.options.filter((o) => o.key === 'table').map((o) => o.value ?? '') : undefined
}
