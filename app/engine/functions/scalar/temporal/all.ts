import type { ScalarFunction } from '../../declaration.ts'
import { addDiffFunctions } from './add-diff.ts'
import { clockFunctions } from './clock.ts'
import { extractFunctions } from './extract.ts'
import { floorFunctions } from './floor-ceil.ts'
import { temporalTextFunctions } from './text-functions.ts'

export const temporalFunctions: readonly ScalarFunction[] = [
  ...extractFunctions,
  ...floorFunctions,
  ...addDiffFunctions,
  ...temporalTextFunctions,
  ...clockFunctions,
]
