import { assert } from '../base/assert.ts'
import type { Statement } from '../sql/ast-statement.ts'
import { type Diagnostic, SqlError } from '../sql/diagnostic.ts'
import { parseStatement } from '../sql/parse-script.ts'
import { placeKey, placesIn } from '../sql/visit-syntax.ts'
import type { Value } from '../types/value.ts'
import { adviseJob } from './advise/advise-job.ts'
import { bindStatement } from './bind/bind-statement.ts'
import type { BindEnvironment } from './bind/environment.ts'
import { StateTtlHints } from './bind/state-ttl-hints.ts'
import type { BoundStatement } from './bind/statement-result.ts'
import { DecorrelationWatch } from './bind/subquery/decorrelation-watch.ts'
import { Catalog } from './catalog/catalog.ts'
import { planConfiguration } from './catalog/configuration.ts'
import { stateTtl } from './catalog/state-ttl.ts'
import { createExprCompiler } from './expr/codegen/compiler.ts'
import { findFunctions } from './functions/registry.ts'
import type { Column } from './logical/column.ts'
import type { LogicalSink } from './logical/sink.ts'
import { optimize } from './optimize/optimize.ts'
import { RunFailure } from './run-failure.ts'
import type { TableOverride } from './run-types.ts'
import { assertLegacyCasts } from './stream/assert-legacy-casts.ts'
import { assertLimitedOrder } from './stream/assert-limited-order.ts'
import { assertOneOrder } from './stream/assert-one-order.ts'
import { assertOptions } from './stream/assert-options.ts'
import { assertOwnSinks } from './stream/assert-own-sinks.ts'
import type { StreamPlan } from './stream/node.ts'
import { numberPlan } from './stream/number-plan.ts'
import { toStream } from './stream/to-stream.ts'
import { inferChangelog } from './stream/traits/changelog-mode.ts'

/** What came of one statement. A job has been planned, not run. */
export type Outcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'result'; readonly columns: readonly Column[]; readonly rows: readonly (readonly Value[])[] }
  | {
      readonly kind: 'job'
      readonly plan: StreamPlan
      readonly schema?: readonly Column[]
      /** What the plan was made from. */
      readonly sinks: readonly LogicalSink[]
      /** Whether what nobody touches for a while is freed. */
      readonly freesState: boolean
    }
  /** `schema` where Flink knows the columns of a SELECT before its plan fails. */
  | { readonly kind: 'failed'; readonly diagnostic: Diagnostic; readonly schema?: readonly Column[] }

export interface SessionOptions {
  readonly config: Iterable<readonly [string, string]>
  /** By the table's own name. */
  readonly tables: ReadonlyMap<string, TableOverride>
  /** What is defined already; an empty catalog without it. */
  readonly catalog?: Catalog
}

/** Statements one after the other, over one catalog and one set of options. */
export class Session {
  readonly catalog: Catalog
  readonly config: Map<string, string>
  readonly #overrides: ReadonlyMap<string, TableOverride>

  constructor(options: SessionOptions) {
    this.catalog = options.catalog ?? new Catalog()
    this.config = new Map(options.config)
    this.#overrides = options.tables
  }

  /** One statement as text. */
  execute(text: string): Outcome {
    const { value, diagnostics } = parseStatement(text)
    if (value !== undefined) return this.run(value, text)
    const [diagnostic] = diagnostics
    assert(diagnostic !== undefined, 'a statement that cannot be read says why')
    return { kind: 'failed', diagnostic }
  }

  /** One statement of `text`, parsed before. */
  run(statement: Statement, text: string): Outcome {
    let schema: readonly Column[] | undefined
    try {
      const hints = new StateTtlHints()
      const bound = bindStatement(
        statement,
        { ...this.#environment(), stateTtl: hints },
        {
          config: this.config,
          overrides: this.#overrides,
          text,
        },
      )
      if (bound.kind === 'query') schema = bound.sink.columns
      return this.#outcome(bound, statement, hints)
    } catch (error) {
      const diagnostic = diagnosticOf(error, statement)
      return schema === undefined ? { kind: 'failed', diagnostic } : { kind: 'failed', diagnostic, schema }
    }
  }

  #outcome(bound: BoundStatement, statement: Statement, hints: StateTtlHints): Outcome {
    const freesState = stateTtl(this.config) > 0
    switch (bound.kind) {
      case 'nothing':
      case 'result':
        return bound
      case 'query':
        return {
          kind: 'job',
          plan: this.#plan([bound.sink], statement, hints),
          schema: bound.sink.columns,
          sinks: [bound.sink],
          freesState,
        }
      case 'insert':
        return { kind: 'job', plan: this.#plan(bound.sinks, statement, hints), sinks: bound.sinks, freesState }
    }
  }

  #plan(sinks: readonly LogicalSink[], statement: Statement, hints: StateTtlHints): StreamPlan {
    hints.assertMatched()
    const configuration = planConfiguration(this.config, statement.span)
    const context = this.#environment()
    const physical = sinks.map((sink) => toStream(optimize(sink, context), configuration))
    assertOptions(physical, this.config)
    if (configuration.legacyCast) assertLegacyCasts(physical)
    const inferred = physical.map((sink) => inferChangelog(sink, configuration))
    assertOwnSinks(inferred)
    inferred.forEach(assertLimitedOrder)
    for (const sink of inferred) assertOneOrder(sink, configuration)
    const reuse = this.config.get('table.optimizer.reuse-sub-plan-enabled')?.toLowerCase() !== 'false'
    return { ...numberPlan(inferred, reuse), stateTtl: hints }
  }

  #environment(): BindEnvironment {
    const zone = this.config.get('table.local-time-zone') ?? 'UTC'
    const compiler = createExprCompiler({ zone, now: () => 0, queryStart: 0, random: () => 0 })
    return {
      catalog: this.catalog,
      config: this.config,
      zone,
      lookup: findFunctions,
      constant: (expr) => compiler.constant(expr),
      commonTables: new Map(),
      expanding: [],
      decorrelation: new DecorrelationWatch(),
    }
  }
}

/**
 * What is worth knowing about a statement although it can run, placed in the statement itself: what lies in the
 * text of a view that it reads is told of the whole statement.
 */
export function warningsOf(statement: Statement, outcome: Outcome): readonly Diagnostic[] {
  if (outcome.kind !== 'job') return []
  const own = placesIn(statement)
  const found = adviseJob({ statement, ...outcome })
  return found.map((warning) => (own.has(placeKey(warning.span)) ? warning : { ...warning, span: statement.span }))
}

function diagnosticOf(error: unknown, statement: Statement): Diagnostic {
  if (error instanceof SqlError) return error.diagnostic
  if (!(error instanceof RunFailure)) throw error
  const { message } = error
  return { code: 'constant-failed', severity: 'error', message, span: statement.span, phase: 'plan' }
}
