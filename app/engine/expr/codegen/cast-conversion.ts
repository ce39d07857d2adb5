import type { Value } from '../../../types/value.ts'
import type { CompilerSettings } from '../../compiled.ts'
import type { CastCall } from '../bound.ts'

export interface Conversion {
  convert(value: Value): Value
  source?(operand: string): string
}

/** How a cast changes the form of a value that is not NULL; undefined where the form stays. */
export function castConversion(_expr: CastCall, _settings: CompilerSettings): Conversion | undefined {
  return undefined
}
