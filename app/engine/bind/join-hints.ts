import type { Hint } from '../../sql/ast.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import type { RelationScope } from './scope.ts'

/** Ways to join in batch mode: in streaming Flink reads them and goes on. */
const BATCH: ReadonlySet<string> = new Set(['BROADCAST', 'SHUFFLE_HASH', 'SHUFFLE_MERGE', 'NEST_LOOP'])

/** Hints that change nothing here are let pass; the tables that they name have to be there. */
export function assertJoinHints(hints: readonly Hint[], scope: RelationScope): void {
  for (const hint of hints) {
    const name = hint.name.name.toUpperCase()
    const tables = tablesOf(hint, name)
    const known = tables?.every((table) => scope.relations.some((r) => r.name === table))
    if (tables === undefined || tables.length === 0 || !known) throw unsupported(`hint ${hint.name.name}`, hint.span)
  }
}

/** Undefined for a hint that may change the result. */
function tablesOf(hint: Hint, name: string): readonly string[] | undefined {
  if (BATCH.has(name)) return hint.options.map((option) => option.value ?? option.key)
  if (name !== 'LOOKUP') return undefined
  const plain = hint.options.every(({ key, value }) => key === 'table' || (key === 'async' && value === 'false'))
  return plain ? hint.options.filter((o) => o.key === 'table').map((o) => o.value ?? '') : undefined
}
