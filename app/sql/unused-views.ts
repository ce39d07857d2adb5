import type { CreateView, Statement } from './ast-statement.ts'
import type { Diagnostic } from './diagnostic.ts'
import { removeFix } from './fix.ts'
import { tokenize } from './lexer.ts'
import { formatMessage } from './messages.ts'

/**
 * Views that nothing in the script names, in scripts that run something: a script of definitions alone is there
 * for others to use.
 */
export function adviseOnUnusedViews(statements: readonly Statement[], text: string): readonly Diagnostic[] {
  if (!statements.some(runsJob)) return []
  const names = tokenize(text).filter(({ kind }) => kind === 'word' || kind === 'quoted-identifier')
  return statements.flatMap((statement) => {
    if (statement.kind !== 'create-view') return []
    const name = statement.name.parts.at(-1)?.name
    const { start, end } = statement.span
    const isUsed = names.some((token) => token.value === name && (token.start < start || token.start >= end))
    return isUsed ? [] : [unusedView(statement)]
  })
}

export const runsJob = ({ kind }: Statement): boolean =>
  kind === 'insert' || kind === 'statement-set' || kind === 'query-statement'

export function unusedView({ name, span }: CreateView): Diagnostic {
  const view = name.parts.at(-1)?.name ?? ''
  const code = 'advice.unused-view'
  const message = formatMessage(code, { view }, 'en')
  const fixes = [removeFix(span, `CREATE VIEW ${view}`)]
  return { code, severity: 'warning', message, params: { view }, span: name.span, phase: 'plan', fixes }
}
