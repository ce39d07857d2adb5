import type { Diagnostic } from '../../sql/diagnostic.ts'
import { isInteger } from '../../types/type-family.ts'
import type { BoundExpr, ScalarCall } from '../expr/bound.ts'
import { isNeverNullField } from '../expr/item-element.ts'
import type { LogicalAggregate } from '../logical/aggregate.ts'
import { expressionsOf } from '../logical/expressions-of.ts'
import { inputsOf } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { MisreadBound } from '../logical/rank.ts'
import type { LogicalWindowAggregate } from '../logical/window-aggregate.ts'
import type { Rank, StreamNode } from '../stream/node.ts'
import { defect } from './defect.ts'
import { columnsOf, visitExpr } from './visit-expr.ts'

// Where a job's plan meets an entry of the ledger.

const VARIANCES = new Set(['VAR_POP', 'VAR_SAMP', 'VARIANCE', 'STDDEV', 'STDDEV_POP', 'STDDEV_SAMP'])
const SEES_LAST_PEER = new Set(['RANK', 'DENSE_RANK', 'LAG', 'LEAD'])

export function adviseOnPlanDefects(node: StreamNode): readonly Diagnostic[] {
  switch (node.kind) {
    case 'Rank': {
      const silent = isSilentlyUpdating(node) ? [defect('defect.top-1-insert-only', node.span)] : []
      return [...silent, ...misreadBound(node.range.misread)]
    }
    case 'WindowRank':
    case 'WindowDeduplicate':
      return misreadBound(node.misread)
    case 'OverAggregate': {
      const peers = node.order !== 'other' && node.unit === 'RANGE'
      const calls = peers ? node.calls.filter(({ fn }) => SEES_LAST_PEER.has(fn.name)) : []
      return calls.map((call) => defect('defect.over-rank-ties', call.span, { function: call.fn.name }))
    }
    default:
      return []
  }
}

function misreadBound(misread: MisreadBound | undefined): readonly Diagnostic[] {
  if (misread === undefined) return []
  return [defect(misread.as === 'digits' ? 'defect.rank-fraction' : 'defect.rank-column', misread.span)]
}

/** Planned as if it sent inserts only, though it replaces its row. */
function isSilentlyUpdating({ form, numbered, range, order, mode }: Rank): boolean {
  const isTop1 = 'end' in range && range.start === 1 && range.end === 1
  return form === 'Rank' && !numbered && isTop1 && order === 'other' && mode.updates === 'none'
}

/** As bound: the planner takes such calls apart. */
export function adviseOnLogicalDefects(node: LogicalNode): readonly Diagnostic[] {
  const inner = inputsOf(node).flatMap(adviseOnLogicalDefects)
  if (node.kind === 'Aggregate' || node.kind === 'WindowAggregate') return [...narrowCalls(node), ...inner]
  const isComputed = node.kind === 'Project' || node.kind === 'Filter'
  return isComputed ? [...expressionsOf(node).flatMap(inExpression), ...inner] : inner
}

function inExpression(expr: BoundExpr): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  visitExpr(expr, (part) => {
    if (part.kind === 'call' && (part.fn.name === '=' || part.fn.name === '<>')) found.push(...mixedEquality(part))
    if (part.kind === 'logic' && part.op.startsWith('IS') && part.args.some(isNeverNullField))
      found.push(defect('defect.row-field', part.span))
  })
  return found
}

/** Where = and <> compare a FLOAT with a DOUBLE. */
function mixedEquality({ args, span }: ScalarCall): readonly Diagnostic[] {
  const [left, right] = args
  if (left?.type.kind === 'FLOAT' && right?.type.kind === 'DOUBLE') return [defect('defect.float-first', span)]
  const isLiteral = right?.type.kind === 'FLOAT' && columnsOf(right).length === 0
  return left?.type.kind === 'DOUBLE' && isLiteral ? [defect('defect.float-digits', right.span)] : []
}

/** Aggregates that keep the type of whole numbers. */
function narrowCalls({ calls, input }: LogicalAggregate | LogicalWindowAggregate): readonly Diagnostic[] {
  return calls.flatMap(({ fn, args, type, span }) => {
    const argument = input.columns[args[0] ?? -1]?.type
    if (argument === undefined || !isInteger(argument)) return []
    const params = { function: fn.name, type: argument.kind }
    if (VARIANCES.has(fn.name) && isInteger(type)) return [defect('defect.integer-variance', span, params)]
    const isNarrow = type.kind === 'TINYINT' || type.kind === 'SMALLINT'
    return fn.name === 'SUM' && isNarrow ? [defect('defect.narrow-sum', span, params)] : []
  })
}
