import type { LogicalNode } from '../logical/node.ts'
import { sharedSources } from '../logical/shared-sources.ts'
import { assertCountedSets } from './assert-counted-sets.ts'
import { assertWritten } from './assert-written.ts'
import { foldPlan } from './fold-plan.ts'
import { neutralCalls } from './neutral-calls.ts'
import { rewrite } from './rewrite.ts'
import type { Rule, RuleContext } from './rule.ts'
import { aggregateJoinTranspose } from './rules/aggregate-join-transpose.ts'
import { aggregateProjectMerge } from './rules/aggregate-project-merge.ts'
import { aggregatePullUpConstants } from './rules/aggregate-pull-up-constants.ts'
import { aggregateReadsBelow } from './rules/aggregate-reads-below.ts'
import { aggregateReduceFunctions } from './rules/aggregate-reduce-functions.ts'
import { aggregateRemove, distinctRemove } from './rules/aggregate-remove.ts'
import { aggregateSkipsProjection } from './rules/aggregate-skips-projection.ts'
import { aggregateValues } from './rules/aggregate-values.ts'
import { decomposeGroupingSets } from './rules/decompose-grouping-sets.ts'
import { filterAggregateTranspose } from './rules/filter-aggregate-transpose.ts'
import { filterCorrelateTranspose } from './rules/filter-correlate-transpose.ts'
import { filterIntoJoin, joinConditionPush } from './rules/filter-into-join.ts'
import { filterMerge } from './rules/filter-merge.ts'
import { filterProjectTranspose } from './rules/filter-project-transpose.ts'
import { filterReduceByKnown } from './rules/filter-reduce-by-known.ts'
import { filterSetOpTranspose } from './rules/filter-set-op-transpose.ts'
import { intervalJoin } from './rules/interval-join.ts'
import { joinKeyTypes } from './rules/join-key-types.ts'
import { joinPushExpressions } from './rules/join-push-expressions.ts'
import { joinReduceExpressions } from './rules/join-reduce-expressions.ts'
import { aggregateJoinRemove, projectJoinRemove } from './rules/join-remove.ts'
import { overReduceFunctions } from './rules/over-reduce-functions.ts'
import { projectMerge } from './rules/project-merge.ts'
import { projectRemove } from './rules/project-remove.ts'
import { projectToWindow, pruneOverCalls } from './rules/project-to-window.ts'
import { pruneEmpty } from './rules/prune-empty.ts'
import { rankFromOver } from './rules/rank-from-over.ts'
import { reduceCondition } from './rules/reduce-condition.ts'
import { reduceProjectByPredicates } from './rules/reduce-project-by-predicates.ts'
import { redundantRankNumber } from './rules/redundant-rank-number.ts'
import { simplifyDistinctFrom, simplifyFilterCondition } from './rules/simplify-filter-condition.ts'
import { sortProjectTranspose } from './rules/sort-project-transpose.ts'
import { windowAggregateRule } from './rules/window-aggregate.ts'
import { trimColumns } from './trim-columns.ts'

export interface Stage {
  readonly name: string
  run(plan: LogicalNode, context: RuleContext): LogicalNode
}

const rules = (name: string, list: readonly Rule[]): Stage => ({
  name,
  run: (plan, context) => rewrite(plan, list, context),
})

const PUSH_DOWN: readonly Rule[] = [
  simplifyFilterCondition,
  reduceCondition,
  pruneEmpty,
  filterMerge,
  filterProjectTranspose,
  filterAggregateTranspose,
  filterSetOpTranspose,
  filterCorrelateTranspose,
  filterIntoJoin,
  joinConditionPush,
  joinKeyTypes,
  joinPushExpressions,
  joinReduceExpressions,
  projectJoinRemove,
  aggregateJoinRemove,
  rankFromOver,
  sortProjectTranspose,
  projectMerge,
  projectRemove,
]

/** In this order. Trimming comes twice: rewriting aggregations frees columns that were in use before. */
export const stages: readonly Stage[] = [
  { name: 'what is written', run: assertWritten },
  rules('filters of columns and themselves', [simplifyFilterCondition, simplifyDistinctFrom]),
  { name: 'constant folding', run: foldPlan },
  rules('distinct removal', [distinctRemove]),
  rules('functions over windows', [overReduceFunctions]),
  rules('filters above joins', [filterReduceByKnown]),
  rules('predicate inference', [projectMerge, pruneOverCalls, reduceProjectByPredicates]),
  rules('windows', [projectToWindow]),
  rules('calls that change nothing', [neutralCalls]),
  { name: 'counted sets', run: assertCountedSets },
  rules('predicate push-down', PUSH_DOWN),
  rules('aggregation over projections', [aggregateProjectMerge, projectRemove]),
  rules('aggregation over joins', [aggregateJoinTranspose]),
  { name: 'column trimming', run: trim },
  rules('aggregation', [
    aggregateValues,
    pruneEmpty,
    aggregatePullUpConstants,
    aggregateRemove,
    aggregateReduceFunctions,
    decomposeGroupingSets,
    windowAggregateRule,
    aggregateSkipsProjection,
    projectMerge,
    projectRemove,
  ]),
  { name: 'column trimming', run: trim },
  rules('projection clean-up', [pruneEmpty, projectMerge, redundantRankNumber, projectRemove, aggregateReadsBelow]),
  rules('interval joins', [intervalJoin]),
]

function trim(plan: LogicalNode): LogicalNode {
  const shared = sharedSources(plan)
  return trimColumns(plan, (node) => node.kind === 'TableScan' && shared(node))
}
