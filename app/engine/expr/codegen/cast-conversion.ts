import { CastFailure } from '../../../types/cast/cast-failure.ts'
import { castFunction, isIdentityCast } from '../../../types/cast/cast-function.ts'
import type { Value } from '../../../types/value.ts'
import type { CompilerSettings } from '../../compiled.ts'
import { RunFailure } from '../../run-failure.ts'
import type { CastCall } from '../bound.ts'

/** What stores its elements in binary form. */
const BUILDERS = new Set(['ARRAY', 'MAP'])

/** How a cast changes the form of a value that is not NULL; undefined where the form stays. */
export function castConversion(expr: CastCall, settings: CompilerSettings): ((value: Value) => Value) | undefined {
  const from = expr.operand.type
  if (isIdentityCast(from, expr.type)) return undefined
  const builtArray = expr.operand.kind === 'call' && BUILDERS.has(expr.operand.fn.name)
  const cast = castFunction(from, expr.type, { zone: settings.zone, mode: expr.mode, builtArray })
  return (value) => {
    try {
      return cast(value)
    } catch (failure) {
      if (failure instanceof CastFailure) throw new RunFailure(failure.errorClass, failure.message)
      throw failure
    }
  }
}
