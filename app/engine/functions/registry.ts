import { aggregateFunctions } from './aggregate/all.ts'
import type { FunctionDeclaration } from './declaration.ts'
import { arithmeticOperators } from './scalar/arithmetic.ts'
import { arrayFunctions } from './scalar/collection/array-functions.ts'
import { constructorFunctions } from './scalar/collection/constructors.ts'
import { mapFunctions } from './scalar/collection/map-functions.ts'
import { comparisonOperators } from './scalar/comparison.ts'
import { conditionalFunctions } from './scalar/conditional.ts'
import { hashFunctions } from './scalar/hash/hash-functions.ts'
import { jsonConstructFunctions } from './scalar/json/json-construct.ts'
import { jsonQueryFunctions } from './scalar/json/json-query.ts'
import { likeOperators } from './scalar/like.ts'
import { mathFunctions } from './scalar/math.ts'
import { printfFunctions } from './scalar/printf.ts'
import { regexFunctions } from './scalar/regex.ts'
import { roundingFunctions } from './scalar/rounding.ts'
import { temporalFunctions } from './scalar/temporal/all.ts'
import { basicTextFunctions } from './scalar/text-basic.ts'
import { encodingFunctions } from './scalar/text-encode.ts'
import { searchTextFunctions } from './scalar/text-search.ts'
import { variantFunctions } from './scalar/variant.ts'

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
  ...printfFunctions,
  ...encodingFunctions,
  ...hashFunctions,
  ...arrayFunctions,
  ...mapFunctions,
  ...constructorFunctions,
  ...jsonQueryFunctions,
  ...jsonConstructFunctions,
  ...variantFunctions,
  ...aggregateFunctions,
]

const byName = new Map<string, FunctionDeclaration>()
for (const declaration of allFunctions) {
  for (const name of [declaration.name, ...(declaration.aliases ?? [])]) byName.set(name, declaration)
}

/** By name or alias, whatever the case of the letters. */
export const findFunctions = (name: string): FunctionDeclaration | undefined => byName.get(name.toUpperCase())
