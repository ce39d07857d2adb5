import type { SqlError } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { ScalarFunction } from '../../functions/declaration.ts'

/**
 * A mistake that Flink finds only when it plans, after it has told the schema: a typed expression
 * that throws `failure` when it is folded or compiled.
 */
export function planFailure(failure: SqlError, type: LogicalType, span: Span): BoundExpr {
  const fn: ScalarFunction = {
    kind: 'scalar',
    name: 'PLAN FAILURE',
    category: 'internal',
    signatures: [],
    example: '',
    summary: { en: '', zh: '' },
    status: 'implemented',
    deterministic: false,
    infer: () => ({ ok: true, type }),
    implement: () => {
      throw failure
    },
  }
  return { kind: 'call', fn, args: [], type, span }
}
