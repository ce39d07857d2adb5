import type { Statement } from '../sql/ast-statement.ts'
import type { Diagnostic } from '../sql/diagnostic.ts'
import { lostDefinitions } from '../sql/lost-definitions.ts'
import { parseScript } from '../sql/parse-script.ts'
import { adviseOnUnusedViews } from '../sql/unused-views.ts'
import { adviseJob, onceEach } from './advise/advise-job.ts'
import type { Outcome, Session } from './session.ts'

export interface AnalyzedStatement {
  readonly statement: Statement
  readonly outcome: Outcome
}

export interface AnalyzedScript {
  readonly statements: readonly AnalyzedStatement[]
  /** In the order of their places: what could not be read, bound or planned, and what is worth a warning. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Gives every statement its turn, whatever became of those before it. */
export function analyzeScript(script: string, session: Session): AnalyzedScript {
  const parsed = parseScript(script)
  const lost = new Set(parsed.diagnostics.length === 0 ? [] : lostDefinitions(script, parsed.statements))
  const diagnostics: Diagnostic[] = [...parsed.diagnostics]
  const warnings: Diagnostic[] = []
  const statements = parsed.statements.map((statement): AnalyzedStatement => {
    const outcome = session.run(statement, script)
    if (outcome.kind === 'job') warnings.push(...adviseJob({ statement, ...outcome }))
    if (outcome.kind === 'failed') {
      const defined = definedBy(statement)
      if (defined !== undefined) lost.add(defined)
      if (!followsFrom(outcome.diagnostic, lost, script)) diagnostics.push(outcome.diagnostic)
    }
    return { statement, outcome }
  })
  const isSound = diagnostics.every(({ severity }) => severity !== 'error')
  if (isSound) diagnostics.push(...adviseOnUnusedViews(parsed.statements, script))
  // A view that several jobs read is told once.
  diagnostics.push(...onceEach(warnings))
  return { statements, diagnostics: diagnostics.sort((a, b) => a.span.start - b.span.start) }
}

const definedBy = (statement: Statement): string | undefined =>
  statement.kind === 'create-table' || statement.kind === 'create-view' ? statement.name.parts.at(-1)?.name : undefined

const MISSING = new Set(['table-not-found', 'insert-target', 'like-source', 'table-missing', 'describe-missing'])

/** That a table is missing is no mistake of its own where its definition has one. */
function followsFrom({ code, span }: Diagnostic, lost: ReadonlySet<string>, script: string): boolean {
  if (!MISSING.has(code)) return false
  const [name = ''] = /[^.]+$/.exec(script.slice(span.start, span.end)) ?? []
  return lost.has(name.trim().replace(/^`(.*)`$/, '$1'))
}
