import { createRandom } from '../../../base/random.ts'
import { castFunction } from '../../../types/cast/cast-function.ts'
import { nullable } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { typeText } from '../../../types/type-text.ts'
import type { Value } from '../../../types/value.ts'
import type { Argument, CallClause, FunctionContext, ScalarImplementation } from '../declaration.ts'
import { findFunctions } from '../registry.ts'

/** An argument of a test: a column's type and value, or with `literal` a constant. */
export interface TestArgument {
  readonly type: LogicalType
  readonly value: Value
  readonly literal?: boolean
  readonly call?: string
}
export const column = (type: LogicalType, value: Value): TestArgument => ({ type, value })
export const literal = (type: LogicalType, value: Value): TestArgument => ({ type, value, literal: true })

export interface CallSite {
  readonly zone?: string
  readonly clauses?: readonly CallClause[]
}

const contextIn = (zone: string): FunctionContext => ({
  now: () => 1706700000000,
  queryStart: 1706700000000,
  random: createRandom(1),
  zone,
})

function scalarFunction(name: string) {
  const fn = findFunctions(name)
  if (fn?.kind !== 'scalar') throw new Error(`no scalar function ${name}`)
  return fn
}

const argumentOf = ({ type, value, literal: constant, call }: TestArgument): Argument => ({
  type,
  ...(constant ? { constant: { value } } : {}),
  ...(call === undefined ? {} : { call }),
})

/** The result's type as text; refusals as `phase: message`. */
export function typeOfCall(name: string, args: readonly TestArgument[], site: CallSite = {}): string {
  const inference = scalarFunction(name).infer(args.map(argumentOf), site.clauses)
  if (inference.ok) return typeText(inference.type)
  return inference.unsupported === undefined ? inference.phase : `unsupported: ${inference.unsupported}`
}

/** What generated code would compute for one row. */
export function call(name: string, args: readonly TestArgument[], site: CallSite = {}): Value {
  const fn = scalarFunction(name)
  const inference = fn.infer(args.map(argumentOf), site.clauses)
  if (!inference.ok) throw new Error(`${inference.phase}: ${inference.message}`)
  const zone = site.zone ?? 'UTC'
  const cast = args.map((arg, i): TestArgument => {
    const type = inference.casts?.[i]
    return type ? { ...arg, type: nullable(type), value: castFunction(arg.type, type, { zone })(arg.value) } : arg
  })
  const { clauses } = site
  const implementation = fn.implement({
    args: cast.map(argumentOf),
    type: inference.type,
    ...(clauses ? { clauses } : {}),
  })
  if ('refuses' in implementation) throw new Error(`plan: ${implementation.refuses}`)
  if ('fails' in implementation) throw implementation.fails
  const values = cast.map((arg) => arg.value)
  if (implementation.nulls !== 'called' && values.includes(null)) return null
  if ('source' in implementation) return evaluate(implementation.source, values)
  return (applied(implementation, zone) as (...values: readonly Value[]) => Value)(...values)
}

function applied(implementation: ScalarImplementation, zone: string) {
  if ('apply' in implementation) return implementation.apply
  if ('withContext' in implementation) return implementation.withContext(contextIn(zone))
  throw new Error('a function that needs a job to be called in')
}

type Source = (args: readonly string[], constant: (value: unknown) => string) => string

function evaluate(source: Source, values: readonly Value[]): Value {
  const constants: unknown[] = []
  const text = source(
    values.map((_, i) => `values[${i}]`),
    (value) => `constants[${constants.push(value) - 1}]`,
  )
  return new Function('values', 'constants', `return ${text}`)(values, constants) as Value
}
