import type { LogicalAggregate } from './aggregate.ts'
import type { LogicalCorrelate } from './correlate.ts'
import type { LogicalExpand } from './expand.ts'
import type { LogicalFilter } from './filter.ts'
import type { LogicalJoin } from './join.ts'
import type { LogicalMatch } from './match.ts'
import type { LogicalOver } from './over.ts'
import type { LogicalProject } from './project.ts'
import type { LogicalRank } from './rank.ts'
import type { LogicalSink } from './sink.ts'
import type { LogicalSort } from './sort.ts'
import type { LogicalTableScan } from './table-scan.ts'
import type { LogicalTemporalJoin } from './temporal-join.ts'
import type { LogicalUnion } from './union.ts'
import type { LogicalValues } from './values.ts'
import type { LogicalWatermarkAssigner } from './watermark-assigner.ts'
import type { LogicalWindowAggregate } from './window-aggregate.ts'
import type { LogicalWindowTableFunction } from './window-table-function.ts'

/**
 * What a query means, before it is decided how it runs: frozen nodes under Flink's names, made by one
 * function each, which derives the columns. A closed union: a new kind makes the compiler list every
 * pass that has to know it.
 */
export type LogicalNode =
  | LogicalTableScan
  | LogicalWatermarkAssigner
  | LogicalValues
  | LogicalProject
  | LogicalFilter
  | LogicalAggregate
  | LogicalExpand
  | LogicalCorrelate
  | LogicalUnion
  | LogicalJoin
  | LogicalTemporalJoin
  | LogicalMatch
  | LogicalWindowTableFunction
  | LogicalWindowAggregate
  | LogicalOver
  | LogicalRank
  | LogicalSort
  | LogicalSink
