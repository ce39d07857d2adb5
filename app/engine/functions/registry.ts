import { aggregateFunctions } from './aggregate/all.ts'
import type { FunctionDeclaration } from './declaration.ts'
import { arithmeticOperators } from './scalar/arithmetic.ts'
import { comparisonOperators } from './scalar/comparison.ts'
import { conditionalFunctions } from './scalar/conditional.ts'
import { likeOperators } from './scalar/like.ts'
import { mathFunctions } from './scalar/math.ts'
import { regexFunctions } from './scalar/regex.ts'
import { roundingFunctions } from './scalar/rounding.ts'
import { temporalFunctions } from './scalar/temporal/all.ts'
import { basicTextFunctions } from './scalar/text-basic.ts'
import { searchTextFunctions } from './scalar/text-search.ts'

/** Every function and operator, in the order of the families. */
export const allFunctions: readonly FunctionDeclaration[] = [
  ...comparisonOperators,
  ...arithmeticOperators,
  ...mathFunctions,
  ...roundingFunctions,
  ...likeOperators,
  ...basicTextFunctions,
  ...searchTextFunctions,
  ...regexFunctions,
  ...conditionalFunctions,
  ...temporalFunctions,
  ...aggregateFunctions,
]

const byName = new Map<string, FunctionDeclaration>()
for (const declaration of allFunctions) {
  for (const name of [declaration.name, ...(declaration.aliases ?? [])]) byName.set(name, declaration)
}

/** By name or alias, whatever the case of the letters. */
export const findFunctions = (name: string): FunctionDeclaration | undefined => byName.get(name.toUpperCase())
