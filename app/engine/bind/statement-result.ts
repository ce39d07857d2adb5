import { STRING } from '../../types/construct-type.ts'
import type { Value } from '../../types/value.ts'
import type { Column } from '../logical/column.ts'
import type { LogicalSink } from '../logical/sink.ts'

/** What a statement is, once bound. Definitions have changed the catalog or the options by then. */
export type BoundStatement =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'result'; readonly columns: readonly Column[]; readonly rows: readonly (readonly Value[])[] }
  | { readonly kind: 'query'; readonly sink: LogicalSink }
  | { readonly kind: 'insert'; readonly sinks: readonly LogicalSink[] }

export const nothing: BoundStatement = { kind: 'nothing' }

/** What Flink answers to most definitions. */
export const done: BoundStatement = { kind: 'result', columns: [{ name: 'result', type: STRING }], rows: [['OK']] }
