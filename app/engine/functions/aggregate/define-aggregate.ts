import { withNullable } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { AggregateFunction, AggregateInferenceSite, Argument, Inference } from '../declaration.ts'
import { type Docs, refuseTypes } from '../define.ts'

export interface AggregateSpec extends Pick<AggregateFunction, 'name' | 'infer' | 'implement'> {
  readonly docs: Docs
  readonly aliases?: readonly string[]
  readonly refuses?: AggregateFunction['refuses']
  readonly losesTrackOf?: AggregateFunction['losesTrackOf']
}

export function defineAggregate({ docs, ...spec }: AggregateSpec): AggregateFunction {
  const [signatures, example, en, zh] = docs
  return {
    kind: 'aggregate',
    status: 'implemented',
    category: 'aggregate',
    signatures: typeof signatures === 'string' ? [signatures] : signatures,
    example,
    summary: { en, zh },
    ...spec,
  }
}

/** The type, with NULL where the group may be empty or hold nothing but NULL. */
export function nullableIfEmpty(type: LogicalType, argument: LogicalType, site: AggregateInferenceSite): LogicalType {
  return withNullable(type, argument.nullable || site.global || site.filtered)
}

export const wrongCount = (name: string, expected: number): Inference => ({
  ok: false,
  phase: 'parse',
  message: `Invalid number of arguments to function '${name}'. Was expecting ${expected} arguments`,
})

/** Inference of a function of one argument. */
export function ofOne(
  name: string,
  accepts: (type: LogicalType) => boolean,
  result: (argument: LogicalType, site: AggregateInferenceSite) => LogicalType,
): AggregateFunction['infer'] {
  return (args: readonly Argument[], site) => {
    const [argument] = args
    if (!argument || args.length !== 1) return wrongCount(name, 1)
    return accepts(argument.type) ? { ok: true, type: result(argument.type, site) } : refuseTypes(name, args)
  }
}

export const anyType = (type: LogicalType): boolean => type.kind !== 'NULL'

/** Flink's own words for a type that only its planner refuses. */
export const unsupportedType = (aggregate: string, type: LogicalType): string =>
  `${aggregate} aggregate function does not support type: ''${type.kind}''. Please re-check the data type.`

/** Flink's own words for a function that has only ever seen whole groups. */
export const cannotMerge = (aggregate: string): string =>
  `Could not find an implementation method 'merge' for function '${aggregate}'.`
