import type { LogicalType } from '../../types/logical-type.ts'
import { isCharacter } from '../../types/type-family.ts'
import { typeText } from '../../types/type-text.ts'
import { RunFailure } from '../run-failure.ts'
import type { Argument, Inference, ScalarCallSite, ScalarFunction, ScalarImplementation } from './declaration.ts'
import type { Operand } from './strategy/operand.ts'
import type { Result } from './strategy/result.ts'

/** What people read: signatures, an example, a sentence in English and in Chinese. */
export type Docs = readonly [signatures: string | readonly string[], example: string, en: string, zh: string]

export interface ScalarSpec {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly category: string
  readonly docs: Docs
  readonly deterministic?: boolean
  readonly infer: ScalarFunction['infer']
  readonly implement: (call: ScalarCallSite) => ScalarImplementation
}

export function scalar(spec: ScalarSpec): ScalarFunction {
  const { docs, ...rest } = spec
  return { kind: 'scalar', status: 'implemented', deterministic: true, ...rest, ...documentation(docs) }
}

const documentation = ([signatures, example, en, zh]: Docs): Pick<
  ScalarFunction,
  'signatures' | 'example' | 'summary'
> => ({
  signatures: typeof signatures === 'string' ? [signatures] : signatures,
  example,
  summary: { en, zh },
})

/** Operands in order; the last `optional` may be left out, the very last may repeat. */
export interface SignatureOptions {
  readonly optional?: number
  readonly repeats?: boolean
  /** Takes NULL of no type, and gives NULL. */
  readonly takesNull?: boolean
}

/** Type inference by a fixed list of operands. */
export function signature(
  name: string,
  operands: readonly Operand[],
  result: Result,
  { optional = 0, repeats = false, takesNull = false }: SignatureOptions = {},
): ScalarFunction['infer'] {
  return (args) => {
    if (args.length < operands.length - optional || (args.length > operands.length && !repeats)) {
      return refuse(`Invalid number of arguments to function '${name}'. Was expecting ${operands.length} arguments`)
    }
    const casts: (LogicalType | undefined)[] = []
    for (const [i, arg] of args.entries()) {
      const operand = operands[Math.min(i, operands.length - 1)] as Operand
      const isNull = takesNull && arg.type.kind === 'NULL'
      if (!isNull && !operand.accepts(arg)) return refuseTypes(name, args)
      casts.push(isNull ? undefined : operand.cast?.(arg.type))
    }
    return { ok: true, type: result(args), casts }
  }
}

export type Refusal = Extract<Inference, { ok: false }>

export const refuse = (message: string): Refusal => ({ ok: false, message, phase: 'parse' })

/** Refused when planned, after the type of the result was told. */
export const refuseLate = (message: string, type: LogicalType): Refusal => ({ ok: false, message, phase: 'plan', type })

export const unsupportedCall = (feature: string): Inference => ({
  ok: false,
  phase: 'plan',
  message: `${feature} is not supported`,
  unsupported: feature,
})

export const refuseTypes = (name: string, args: readonly Argument[]): Refusal => refuse(typesMessage(name, args))

export const refuseTypesLate = (name: string, args: readonly Argument[], type: LogicalType): Refusal =>
  refuseLate(typesMessage(name, args), type)

const typesMessage = (name: string, args: readonly Argument[]): string =>
  `Cannot apply '${name}' to arguments of type '${name}(${args.map((a) => `<${typeText(a.type)}>`).join(', ')})'.`

/** How Java's compiler refuses what Flink generated. */
export const uncompilable = (from: string, to: string): ScalarImplementation => ({
  fails: new RunFailure('CompileException', `Assignment conversion not possible from type "${from}" to type "${to}"`),
})

/** Flink holds TINYINT and SMALLINT in variables of type int here, and fails to put that into one of the type. */
export function uncompilableNarrow(type: LogicalType): ScalarImplementation | undefined {
  if (type.kind === 'TINYINT') return uncompilable('int', 'byte')
  return type.kind === 'SMALLINT' ? uncompilable('int', 'short') : undefined
}

/** A long where Flink calls a method that takes an int. */
export const uncompilableLong = (args: readonly Argument[]): ScalarImplementation | undefined =>
  args.some((a) => a.type.kind === 'BIGINT')
    ? { fails: new RunFailure('CompileException', 'No applicable method found for actual parameters of type "long"') }
    : undefined

/** The text of a constant CHAR argument: keywords of special syntax come so. */
export function constantText(argument: Argument | undefined): string | undefined {
  const value = argument?.constant?.value
  return typeof value === 'string' && argument !== undefined && isCharacter(argument.type) ? value : undefined
}
export function constantInt(argument: Argument | undefined): number | undefined {
  const value = argument?.constant?.value
  return typeof value === 'number' ? value : undefined
}
