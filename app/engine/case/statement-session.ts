import type { Diagnostic } from '../../sql/diagnostic.ts'
import type { Value } from '../../types/value.ts'
import type { StreamPlan } from '../stream/node.ts'
import type { NamedColumn } from './case-printer.ts'

/** What came of one statement. A job has been planned, not run. */
export type StatementOutcome =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'result'
      readonly columns: readonly NamedColumn[]
      readonly rows: readonly (readonly Value[])[]
    }
  /** `schema` where Flink knows the columns of a SELECT before its plan fails. */
  | { readonly kind: 'failed'; readonly diagnostic: Diagnostic; readonly schema?: readonly NamedColumn[] }
  | { readonly kind: 'job'; readonly plan: StreamPlan; readonly schema?: readonly NamedColumn[] }

/** Statements of a script, one after the other, over one catalog and one set of options. */
export interface StatementSession {
  execute(statement: string): StatementOutcome
  readonly config: ReadonlyMap<string, string>
}
