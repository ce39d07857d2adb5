import type { LogicalType } from '../../types/logical-type.ts'
import { textFunction } from '../../types/value-text.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Row } from '../row.ts'
import { RunFailure } from '../run-failure.ts'
import { Calc } from '../runtime/operators/calc.ts'
import type { Calc as CalcNode } from '../stream/node.ts'
import { type BuildContext, type BuiltOperator, inputTypes } from './build-context.ts'

export function buildCalc(node: CalcNode, context: BuildContext): BuiltOperator {
  const { compiler } = context
  const types = inputTypes(node)
  const calc = new Calc((watermark) => compiler.calc(types, node.condition, node.projections, watermark), {
    explain: (failure, row, watermark) => explain(failure, row, node, types, context, watermark),
  })
  return { operator: calc }
}

/** The same failure with the expression and the row that brought it about: each expression is tried again alone. */
function explain(
  failure: RunFailure,
  row: Row,
  node: CalcNode,
  types: readonly LogicalType[],
  { compiler, config }: BuildContext,
  watermark: () => number | null,
): RunFailure {
  const fails = (expr: BoundExpr): boolean => {
    try {
      compiler.calc(types, undefined, [expr], watermark)(row)
      return false
    } catch {
      return true
    }
  }
  const index = node.projections.findIndex(fails)
  const where = index < 0 ? 'in the condition' : `in column '${node.columns[index]?.name}'`
  const zone = config.get('table.local-time-zone') ?? 'UTC'
  const values = compiler.valuesFromRow(types.length)(row)
  const texts = types.map((type, i) => {
    const value = values[i] ?? null
    return value === null ? 'NULL' : textFunction(type, zone)(value)
  })
  const message = `${failure.message} (${where}, row [${texts.join(', ')}])`
  return new RunFailure(failure.errorClass, message)
}
