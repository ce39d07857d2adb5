import type { Diagnostic } from '../../sql/diagnostic.ts'
import type { CatalogTable } from '../catalog/table.ts'
import { runPlan } from '../run-plan.ts'
import type { RunOptions } from '../run-types.ts'
import type { Disorder } from '../runtime/disorder.ts'
import type { Outcome, Session } from '../session.ts'
import type { StreamPlan } from '../stream/node.ts'
import { feedEvents } from './case-events.ts'
import { CasePrinter } from './case-printer.ts'
import type { EngineCase } from './engine-case.ts'

/** Virtual processing time at the start of every case, 2026-01-01 00:00:00 UTC: after the times of their rows, as when Flink ran them. */
const CASE_START = 1_767_225_600_000

export interface CaseRun {
  readonly engineCase: EngineCase
  readonly session: Session
  readonly print: (line: string) => void
  /** Holds operators to their contracts. */
  readonly checks: boolean
  /** Turns round what must not show; for tests. */
  readonly disorder?: Disorder
}

/** Runs a case's statements; each job among them sees all events from the beginning. */
export function runCase(run: CaseRun): void {
  const { engineCase, session } = run
  const printer = new CasePrinter(engineCase.id, engineCase.statements, run.print)
  let last = -1
  let failed = false
  for (const [statement, text] of engineCase.statements.entries()) {
    last = statement
    if (guarded(run, printer, statement, () => runStatement(run, printer, statement, session.execute(text)))) continue
    failed = true
    if (!engineCase.continueOnError) break
  }
  printer.done(last, failed ? 'error' : 'ok')
}

/** A mistake of our own is told as what it is, and ends only this statement. */
function guarded(run: CaseRun, printer: CasePrinter, statement: number, act: () => boolean): boolean {
  try {
    return act()
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const span = { start: 0, end: run.engineCase.statements[statement]?.length ?? 0 }
    const diagnostic: Diagnostic = { code: 'internal', severity: 'error', message, span, phase: 'run' }
    printer.error(statement, diagnostic, 'InternalError')
    return false
  }
}

function runStatement(run: CaseRun, printer: CasePrinter, statement: number, outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'nothing':
      return true
    case 'result':
      printer.result(statement, outcome.columns, outcome.rows)
      return true
    case 'failed': {
      const { diagnostic, schema } = outcome
      if (schema !== undefined) printer.schema(statement, 'result', schema)
      printer.error(statement, diagnostic, diagnostic.unsupported === undefined ? diagnostic.code : 'Unsupported')
      return false
    }
    case 'job':
      if (outcome.schema !== undefined) printer.schema(statement, 'result', outcome.schema)
      return runJob(run, printer, statement, outcome.plan)
  }
}

function runJob(run: CaseRun, printer: CasePrinter, statement: number, plan: StreamPlan): boolean {
  const { engineCase, session, checks, disorder } = run
  for (const sink of plan.sinks) printer.expectSink(sink.name, sink.columns)
  const job = runPlan({
    statement,
    plan,
    events: feedEvents(engineCase.events, scannedTables(plan), CASE_START),
    options: optionsOf(engineCase, session),
    listener: printer,
    elapsed: () => 0,
    checks,
    ...(disorder && { disorder }),
  })
  for (let step = job.next(); ; step = job.next()) if (step.done) return step.value
}

function scannedTables(plan: StreamPlan): ReadonlyMap<string, CatalogTable> {
  const tables = new Map<string, CatalogTable>()
  for (const node of plan.nodes) if (node.kind === 'TableSourceScan') tables.set(node.table.name, node.table)
  return tables
}

function optionsOf(engineCase: EngineCase, session: Session): RunOptions {
  return {
    config: session.config,
    tables: new Map(),
    seed: 1,
    startTime: CASE_START,
    end: engineCase.final,
    watermarks: engineCase.watermarks,
    budget: {
      rows: Number.POSITIVE_INFINITY,
      milliseconds: Number.POSITIVE_INFINITY,
      stateEntries: Number.POSITIVE_INFINITY,
    },
  }
}
