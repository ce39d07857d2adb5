import type { Hint, NamedTable } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { quotedPath } from '../catalog/catalog.ts'
import { type BindEnvironment, simpleName } from './environment.ts'
import { isHarmlessQueryHint, unknownHint } from './query-hints.ts'

/** Options that say what a table is, not where and how fast it is read. */
const MEANING =
  /^(connector|(key\.|value\.)?format|changelog-mode|scan\.watermark\..+|scan\.bounded\..+|lookup\..+|sink\..+)$/

/** Hints behind a table: options of its source, where all rows are given, and hints for queries, which do nothing here. */
export function assertTableHints(ref: NamedTable, env: BindEnvironment): void {
  for (const hint of ref.hints) {
    const name = hint.name.name.toUpperCase()
    if (name !== 'OPTIONS') {
      if (!isHarmlessQueryHint(name)) throw unknownHint(hint)
      continue
    }
    if (hint.options.length === 0) {
      const message = 'Hint [OPTIONS] only support non empty key value options'
      throw sqlError('parse', 'hint-options', message, hint.span)
    }
    assertTable(ref, hint, env)
    const meaning = hint.options.find(({ key }) => MEANING.test(key))
    if (meaning !== undefined) throw unsupported(`hint OPTIONS('${meaning.key}')`, hint.span)
  }
}

function assertTable({ name }: NamedTable, hint: Hint, env: BindEnvironment): void {
  const simple = simpleName(name)
  if (simple !== undefined && env.commonTables.has(simple)) throw unsupported('hint OPTIONS of a WITH table', hint.span)
  const path = env.catalog.path(name)
  if (env.catalog.find(path)?.kind !== 'view') return
  const message = `View '${quotedPath(path)}' cannot be enriched with new options. Hints can only be applied to tables.`
  throw sqlError('parse', 'hint-view', message, hint.span)
}
