import type { Statement } from '../sql/ast-statement.ts'
import type { Diagnostic } from '../sql/diagnostic.ts'
import { parseScript } from '../sql/parse-script.ts'
import type { Span } from '../sql/span.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { type AnalyzedStatement, analyzeScript } from './analyze-script.ts'
import type { DriveProgress } from './drive/drive.ts'
import { runPlan } from './run-plan.ts'
import type { FeedEvent, RunListener, RunOptions } from './run-types.ts'
import { Session, type SessionOptions } from './session.ts'
import { explain } from './stream/explain.ts'

/** What the rest of Millrace may ask of the engine: `analyze`, `explain`, `run`. Each call is a session of its own. */
export interface Engine {
  analyze(script: string, options?: SessionOptions): Analysis
  /** The plans of the script's jobs, as text. A statement that cannot be planned says why in its place. */
  explain(script: string, options?: SessionOptions): string
  /** Yields now and then; true when every statement came to its end. */
  run(script: string, events: readonly FeedEvent[], run: EngineRun): Generator<DriveProgress, boolean>
}

export interface EngineRun {
  readonly options: RunOptions
  readonly listener: RunListener
  /** Milliseconds since the run began. */
  readonly elapsed: () => number
}

export interface Analysis {
  readonly statements: readonly AnalyzedStatement[]
  /** In the order of their places: what could not be read, bound or planned, and warnings. */
  readonly diagnostics: readonly Diagnostic[]
  /** Tables and views at the end of the script, for completion. */
  readonly relations: readonly RelationInfo[]
}
export interface RelationInfo {
  readonly name: string
  readonly kind: 'table' | 'view'
  readonly columns: readonly { readonly name: string; readonly type: LogicalType }[]
  /** Where it is defined. */
  readonly span: Span
}

const NO_OPTIONS: SessionOptions = { config: [], tables: new Map() }

export function createEngine(): Engine {
  return { analyze, explain: explainScript, run }
}

function analyze(script: string, options: SessionOptions = NO_OPTIONS): Analysis {
  const session = new Session(options)
  const { statements, diagnostics } = analyzeScript(script, session)
  const relations = session.catalog.entries().map((entry): RelationInfo => {
    const columns = entry.columns.map((c) => ({ name: c.name, type: c.type }))
    return { name: entry.name, kind: entry.kind, columns, span: entry.span }
  })
  return { statements, diagnostics, relations }
}

function explainScript(script: string, options: SessionOptions = NO_OPTIONS): string {
  const { statements, diagnostics } = analyze(script, options)
  const plans = statements.flatMap(({ outcome }) => (outcome.kind === 'job' ? [explain(outcome.plan)] : []))
  const mistakes = diagnostics.filter(({ severity }) => severity === 'error').map((d) => `-- ${d.message}`)
  return [...plans, ...mistakes].join('\n\n')
}

function* run(script: string, events: readonly FeedEvent[], engineRun: EngineRun): Generator<DriveProgress, boolean> {
  const { options, listener } = engineRun
  const session = new Session(options)
  const parsed = parseScript(script)
  const [unreadable] = parsed.diagnostics
  for (const [index, statement] of parsed.statements.entries()) {
    if (unreadable !== undefined && unreadable.span.start < statement.span.start) break
    const finished = yield* runStatement(session, statement, index, script, events, engineRun)
    if (!finished) return false
  }
  if (unreadable === undefined) return true
  listener.error(parsed.statements.length, unreadable, unreadable.code)
  return false
}

function* runStatement(
  session: Session,
  statement: Statement,
  index: number,
  script: string,
  events: readonly FeedEvent[],
  { options, listener, elapsed }: EngineRun,
): Generator<DriveProgress, boolean> {
  const outcome = session.run(statement, script)
  if (outcome.kind === 'nothing') return true
  if (outcome.kind === 'result') {
    listener.result?.(index, outcome.columns, outcome.rows)
    return true
  }
  if (outcome.schema !== undefined) listener.schema(index, 'result', outcome.schema)
  if (outcome.kind === 'failed') {
    const { diagnostic } = outcome
    listener.error(index, diagnostic, diagnostic.unsupported === undefined ? diagnostic.code : 'Unsupported')
    return false
  }
  const config = session.config
  return yield* runPlan({
    statement: index,
    plan: outcome.plan,
    events,
    options: { ...options, config },
    listener,
    elapsed,
  })
}
