import { must } from '../../base/assert.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { sameType } from '../../types/type-text.ts'
import type { AggregateCall, BoundExpr } from '../expr/bound.ts'
import type { AggregateInferenceSite } from '../functions/declaration.ts'
import type { RuleContext } from './rule.ts'

// Making calls of built-in functions inside a rule.

export function scalarCall(name: string, args: readonly BoundExpr[], span: Span, context: RuleContext): BoundExpr {
  const fn = context.lookup(name)
  if (fn?.kind !== 'scalar') throw unsupported(name, span)
  const inference = fn.infer(args.map((a) => ({ type: a.type })))
  if (!inference.ok) throw unsupported(inference.unsupported ?? inference.message, span)
  const cast = args.map((arg, i) => castExpr(arg, inference.casts?.[i] ?? arg.type))
  return { kind: 'call', fn, args: cast, type: inference.type, span }
}

export function castExpr(expr: BoundExpr, type: LogicalType): BoundExpr {
  if (sameType(expr.type, type)) return expr
  return { kind: 'cast', mode: 'implicit', operand: expr, type, span: expr.span }
}

/** `name(argument)` with the DISTINCT and FILTER of another call. */
export function aggregateCallLike(
  name: string,
  argument: { readonly index: number; readonly type: LogicalType },
  like: AggregateCall,
  site: Pick<AggregateInferenceSite, 'global'>,
  context: RuleContext,
): AggregateCall {
  const fn = context.lookup(name)
  if (fn?.kind !== 'aggregate') throw unsupported(name, like.span)
  const distinct = like.distinct
  const inference = fn.infer([{ type: argument.type }], { ...site, distinct, filtered: like.filter !== undefined })
  if (!inference.ok) throw unsupported(inference.unsupported ?? inference.message, like.span)
  const counted = name === 'COUNT' && !distinct && !argument.type.nullable
  return {
    fn,
    args: counted ? [] : [argument.index],
    distinct,
    ...(like.filter !== undefined && { filter: must(like.filter) }),
    type: inference.type,
    name: `$${name.toLowerCase()}`,
    span: like.span,
  }
}
