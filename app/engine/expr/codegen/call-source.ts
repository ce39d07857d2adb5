import { assert, must } from '../../../base/assert.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { Value } from '../../../types/value.ts'
import { type KeyPart, ownKey, valueKey } from '../../functions/aggregate/value-key.ts'
import type { AggregateImplementation, AggregateSite, InlinePart } from '../../functions/declaration.ts'
import type { AggregateCall } from '../bound.ts'
import { type AccumulatorFields, conditional, type KeptFields } from './accumulator-fields.ts'
import { DistinctKeys } from './distinct-keys.ts'
import { DistinctValues } from './distinct-values.ts'
import { columnOf } from './row-shape.ts'
import type { SourceUnit } from './source-unit.ts'

export type Method = 'accumulate' | 'retract'

/** What the calls of one operator have in common. */
export interface CallSite {
  readonly unit: SourceUnit
  readonly input: readonly LogicalType[]
  readonly fields: AccumulatorFields
  readonly windowed: boolean
}

/** The local that holds the value of a column. */
export const argumentName = (column: number): string => `x${column}`

/** The statements of one aggregate call. Those of inline parts that other calls may share are kept with the fields. */
export class CallSource {
  readonly retracts: boolean
  /** Where the values of DISTINCT are kept together with those of other calls. */
  mark: { readonly name: string; readonly bit: number } | undefined
  private readonly site: CallSite
  private readonly call: AggregateCall
  private readonly id: number
  private readonly implementation: AggregateImplementation
  private readonly argTypes: readonly LogicalType[]
  /** The fields of each inline part. */
  private readonly parts: readonly (readonly string[])[]

  constructor(site: CallSite, call: AggregateCall, id: number, retracts: boolean) {
    this.site = site
    this.call = call
    this.id = id
    this.retracts = retracts
    this.argTypes = call.args.map((index) => must(site.input[index], 'aggregate argument'))
    this.implementation = call.fn.implement(this.aggregateSite())
    const lost = this.argTypes.find((type) => retracts && call.fn.losesTrackOf?.(type))
    if (lost !== undefined)
      throw unsupported(`${call.fn.name} of ${lost.kind} over changes or bounded frames`, call.span)
    const { inline } = this.implementation
    const canRetract = this.implementation.retract || inline?.parts.every((part) => part.retract)
    assert(!retracts || canRetract, `${call.fn.name} retracts`)
    let count = 0
    this.parts = (inline?.parts ?? []).map((part) => {
      const names = part.fields.map(() => `a${id}_${count++}`)
      return call.distinct ? names : site.fields.share(this.keptFields(part), names)
    })
  }

  private aggregateSite(): AggregateSite {
    const { type, clauses } = this.call
    return {
      args: this.argTypes.map((argument) => ({ type: argument })),
      ...{ type, retracts: this.retracts, windowed: this.site.windowed },
      ...(clauses ? { clauses } : {}),
    }
  }

  private keptFields(part: InlinePart): KeptFields {
    const { constant } = this
    const [argument = ''] = this.args
    return {
      initial: part.fields.map(String),
      condition: this.conditions().join(' && '),
      accumulate: (fields) => part.accumulate(fields, argument, constant),
      retract: this.retracts ? (fields) => must(part.retract)(fields, argument, constant) : undefined,
      merge: (into, from) => part.merge(into, from, constant),
    }
  }

  private get state(): string {
    return `acc.a${this.id}`
  }
  private get args(): readonly string[] {
    return this.call.args.map(argumentName)
  }
  private readonly constant = (value: unknown): string => this.site.unit.constant(value)

  /** The fields that are the call's own. */
  initial(): readonly string[] {
    const { inline } = this.implementation
    const { distinct } = this.call
    const table = `d${this.id}: new ${this.constant(this.ownKeys ? DistinctKeys : DistinctValues)}()`
    return [
      ...(inline ? [] : [`a${this.id}: ${this.constant(this.implementation)}.create()`]),
      ...(inline && distinct ? inline.parts.flatMap((part, i) => this.ownFields(part, i)) : []),
      ...(distinct && this.mark === undefined ? [table] : []),
    ]
  }

  private ownFields(part: InlinePart, index: number): readonly string[] {
    return must(this.parts[index]).map((name, i) => `${name}: ${part.fields[i]}`)
  }

  /** A value of the only argument is its own key. */
  private get ownKeys(): boolean {
    const [type] = this.argTypes
    return this.argTypes.length === 1 && type !== undefined && valueKey(type) === ownKey
  }

  /** The column of a DISTINCT call of which no value is ever taken back, and each is its own key. */
  get ownDistinctColumn(): number | undefined {
    return this.call.distinct && this.ownKeys && !this.retracts ? this.call.args[0] : undefined
  }

  /** The columns that its statements read. */
  get columns(): readonly number[] {
    return this.call.args
  }

  /** What must not be in a row. */
  checks(): readonly string[] {
    return this.failsByNull ? [`if (${this.args[0]} === null) ${this.constant(() => refuseNull(this.call))}()`] : []
  }

  /** What one row does to the fields that are the call's own. */
  change(method: Method): readonly string[] {
    const { mark } = this
    if (this.implementation.inline && !this.call.distinct) return []
    const conditions = this.conditions()
    if (this.call.distinct) conditions.push(this.distinctTest(method))
    const statement = `${mark ? `${mark.name} |= ${mark.bit}; ` : ''}${this.apply(method, this.args)}`
    return conditional(conditions.join(' && '), [statement])
  }

  private conditions(): string[] {
    const conditions: string[] = []
    if (this.call.filter !== undefined) conditions.push(`${columnOf('row', this.call.filter)} === true`)
    if (this.implementation.skipsNulls && this.argTypes[0] && !this.countsNull)
      conditions.push(`${this.args[0]} !== null`)
    return conditions
  }

  /** COUNT takes the type at its word. Of DISTINCT decimals Flink looks at what it has kept. */
  private get countsNull(): boolean {
    const [type] = this.argTypes
    return this.call.fn.name === 'COUNT' && type?.nullable === false && !(this.call.distinct && type.kind === 'DECIMAL')
  }

  /** Flink's sums of what is NOT NULL go astray at a NULL, in ways of their own. */
  private get failsByNull(): boolean {
    const { name } = this.call.fn
    if (this.argTypes[0]?.nullable !== false) return false
    return name === 'AVG' || (this.retracts && (name === 'SUM' || name === '$SUM0'))
  }

  private distinctTest(method: Method): string {
    if (this.mark) return `(${this.mark.name} & ${this.mark.bit}) === 0`
    if (this.ownKeys) {
      const change = method === 'retract' ? 'remove' : this.retracts ? 'add' : 'keep'
      return `acc.d${this.id}.${change}(${this.args[0]})`
    }
    const key = this.constant(distinctKey(this.argTypes))
    const list = `[${this.args.join(', ')}]`
    return `acc.d${this.id}.${method === 'accumulate' ? 'add' : 'remove'}(${key}(${list}), ${list})`
  }

  private apply(method: Method, args: readonly string[]): string {
    const { inline } = this.implementation
    if (!inline) return `${this.constant(this.implementation)}.${method}(${[this.state, ...args].join(', ')})`
    const statements = inline.parts.map((part, i) =>
      must(part[method], method)(this.fieldsOf(i), args[0] ?? '', this.constant),
    )
    return statements.join('; ')
  }

  /** How the fields that are the call's own take in those of another part of the group. */
  merge(): readonly string[] {
    if (this.call.distinct) {
      // of several arguments some may be one column
      const args = this.call.args.map((_, j) => `x${this.id}_${j}`)
      const statement = this.apply('accumulate', args)
      return [`acc.d${this.id}.absorb(from.d${this.id}, ([${args.join(', ')}]) => { ${statement} })`]
    }
    if (this.implementation.inline) return []
    if (!this.implementation.merge) return [`throw new TypeError('an aggregate without merge')`]
    return [`${this.constant(this.implementation)}.merge(${this.state}, from.a${this.id})`]
  }

  /** The value stands in a field: it may be read as often as one likes. */
  get isPlain(): boolean {
    return this.implementation.inline !== undefined && !this.value().includes('(')
  }

  /** The field for a value that is not. */
  get last(): string {
    return `l${this.id}`
  }

  value(): string {
    const { inline } = this.implementation
    if (!inline) return `${this.constant(this.implementation)}.value(${this.state})`
    return inline.value(
      inline.parts.flatMap((_, i) => this.fieldsOf(i)),
      this.constant,
    )
  }

  private fieldsOf(part: number): readonly string[] {
    return must(this.parts[part]).map((name) => `acc.${name}`)
  }
}

function refuseNull({ fn, span }: AggregateCall): never {
  throw unsupported(`${fn.name} of a NULL in a column that is NOT NULL`, span)
}

function distinctKey(types: readonly LogicalType[]): (values: readonly Value[]) => KeyPart {
  const [first] = types
  if (types.length === 1 && first) {
    const key = valueKey(first)
    return ([value]) => key(value ?? null)
  }
  const parts = types.map((type) => valueKey(type))
  const list = valueKey({ kind: 'ARRAY', element: { kind: 'NULL', nullable: true }, nullable: false })
  return (values) => list(values.map((value, i) => must(parts[i])(value)))
}
