import type { LogicalType } from '../../types/logical-type.ts'
import type { RowKind } from '../../types/row-kind.ts'
import type { Value } from '../../types/value.ts'
import type { ExprCompiler } from '../compiled.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Getter } from '../row.ts'
import type { Operator } from '../runtime/operator.ts'
import type { SinkListener } from '../runtime/operators/sink/result-sink.ts'
import type { TimeShift } from '../runtime/operators/window/time-shift.ts'
import type { RunEnvironment } from '../runtime/run-environment.ts'
import type { KeyReader } from '../runtime/state/create-key-index.ts'
import type { Column, Sink, StreamNode } from '../stream/node.ts'

export interface BuildSettings {
  readonly compiler: ExprCompiler
  /** Session options (SET 'key' = 'value'). */
  readonly config: ReadonlyMap<string, string>
  readonly environment: RunEnvironment
  readonly listenerOf: (sink: Sink) => SinkListener
  /** Holds every operator to its contract; for tests, as it costs time. */
  readonly checks: boolean
  /** Gets everything that a node emits, before its consumers; nothing where it answers undefined. */
  readonly tracerOf?: (node: StreamNode) => Tracer | undefined
}

export interface Tracer {
  row(kind: RowKind, values: readonly Value[]): void
  watermark(time: number): void
}

/** What the builders of single nodes need beside the node. */
export interface BuildContext extends BuildSettings {
  /** How local time runs for windows over this time column. */
  shiftOf(time: LogicalType): TimeShift
}

/** An operator with the keys of its inputs, if it has any. */
export interface BuiltOperator {
  readonly operator: Operator
  readonly keys?: readonly KeyReader[]
}

export const typesOf = (columns: readonly Column[]): readonly LogicalType[] => columns.map((column) => column.type)

export function inputTypes(node: StreamNode, input = 0): readonly LogicalType[] {
  return typesOf((node.inputs[input] as StreamNode).columns)
}

/** Reads a time column of a node's rows in milliseconds. */
export function timeGetter(columns: readonly Column[], index: number, context: BuildContext): Getter<number | null> {
  const { type } = columns[index] as Column
  const column: BoundExpr = { kind: 'input', index, type, span: { start: 0, end: 0 } }
  return context.compiler.milliseconds(typesOf(columns), column)
}
