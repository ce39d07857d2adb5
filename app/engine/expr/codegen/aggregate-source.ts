import { assert, must } from '../../../base/assert.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { Value } from '../../../types/value.ts'
import type { AggregateOptions, WindowGroupOptions, WindowProperty } from '../../compiled.ts'
import { type KeyPart, ownKey, valueKey } from '../../functions/aggregate/value-key.ts'
import type { AggregateImplementation, AggregateSite } from '../../functions/declaration.ts'
import type { AggregateCall } from '../bound.ts'
import { DistinctKeys } from './distinct-keys.ts'
import { DistinctMarks, MOST_MARKS } from './distinct-marks.ts'
import { DistinctValues } from './distinct-values.ts'
import { equalText } from './order-source.ts'
import { columnOf, rowLiteral } from './row-shape.ts'
import type { SourceUnit } from './source-unit.ts'

type Method = 'accumulate' | 'retract'

/** The body of an AggregateHandler for all calls of one operator. */
export function aggregateSource(
  unit: SourceUnit,
  input: readonly LogicalType[],
  keys: readonly number[],
  calls: readonly AggregateCall[],
  options: AggregateOptions,
): readonly string[] {
  const sites = sitesOf(unit, input, calls, options)
  const keyValues = keys.map((key) => columnOf('row', key))
  return [
    'return {',
    `  create() { return { ${sites.flatMap((site) => site.initial()).join(', ')} } },`,
    ...methods(sites, {}),
    ...mergeMethod(sites),
    '  result(row, acc) {',
    ...resultLines(sites),
    `    return ${rowLiteral([...keyValues, ...sites.map(resultName)])}`,
    '  },',
    '}',
  ]
}

/** The body of a GroupHandler: the accumulators with the key columns and the number of rows in one object. */
export function groupSource(
  unit: SourceUnit,
  input: readonly LogicalType[],
  keys: readonly number[],
  calls: readonly AggregateCall[],
  options: AggregateOptions,
): readonly string[] {
  const sites = sitesOf(unit, input, calls, options)
  const tables = markTables(sites)
  const columns = [...keys.map((_, i) => `acc.k${i}`), ...sites.map(resultName)]
  const accumulators = [
    ...sites.flatMap((site) => site.initial()),
    ...tables.map((_, i) => `m${i}: new ${unit.constant(DistinctMarks)}()`),
    ...sites.filter((site) => !site.isPlain).map((site) => `${site.last}: null`),
  ]
  return [
    'return {',
    `  create(row) { return ${groupLiteral(keyFields(keys), accumulators)} },`,
    ...methods(sites, OF_ROWS, tables),
    '  result(acc) {',
    ...resultLines(sites),
    ...sites.flatMap((site, i) => (site.isPlain ? [] : [`    acc.${site.last} = r${i}`])),
    `    return ${rowLiteral(columns)}`,
    '  },',
    '  lastResult(acc) {',
    ...sites.map((site, i) => `    const r${i} = ${site.isPlain ? site.value() : `acc.${site.last}`}`),
    `    return ${rowLiteral(columns)}`,
    '  },',
    sameResult(unit, keys.length, calls),
    '}',
  ]
}

/** The body of a WindowGroupHandler. */
export function windowGroupSource(
  unit: SourceUnit,
  input: readonly LogicalType[],
  keys: readonly number[],
  calls: readonly AggregateCall[],
  options: WindowGroupOptions,
): readonly string[] {
  const sites = sitesOf(unit, input, calls, options)
  const { carriedStart } = options
  const kept = keyFields(keys)
  if (carriedStart !== undefined) kept.push({ field: 'start', value: `${unit.constant(carriedStart)}(row)` })
  const accumulators = sites.flatMap((site) => site.initial())
  const copied = kept.map(({ field }) => ({ field, value: `group.${field}` }))
  const properties: Record<WindowProperty, string> = {
    window_start: carriedStart === undefined ? 'start' : '(acc.start === null ? start : acc.start)',
    window_end: 'end',
    // its last millisecond
    window_time: 'zone.toInstant(end - 1)',
  }
  const columns = [
    ...keys.map((_, i) => `acc.k${i}`),
    ...sites.map(resultName),
    ...options.properties.map((property) => properties[property]),
  ]
  return [
    'return {',
    `  create(row) { return ${groupLiteral(kept, accumulators)} },`,
    `  copyKey(group) { return ${groupLiteral(copied, accumulators)} },`,
    ...methods(sites, OF_ROWS),
    ...mergeMethod(sites, OF_ROWS.merge),
    '  result(acc, start, end, zone) {',
    ...resultLines(sites),
    `    return ${rowLiteral(columns)}`,
    '  },',
    sameResult(unit, keys.length, calls),
    '}',
  ]
}

interface KeptField {
  readonly field: string
  readonly value: string
}

const keyFields = (keys: readonly number[]): KeptField[] =>
  keys.map((key, i) => ({ field: `k${i}`, value: columnOf('row', key) }))

function groupLiteral(kept: readonly KeptField[], accumulators: readonly string[]): string {
  return `{ ${['rows: 0', ...kept.map(({ field, value }) => `${field}: ${value}`), ...accumulators].join(', ')} }`
}

const OF_ROWS = { accumulate: 'acc.rows++', retract: 'acc.rows--', merge: 'acc.rows += from.rows' }

function sitesOf(
  unit: SourceUnit,
  input: readonly LogicalType[],
  calls: readonly AggregateCall[],
  { retracts, monotonic = [] }: AggregateOptions,
): readonly CallSource[] {
  return calls.map((call, i) => new CallSource(unit, input, call, i, retracts && !monotonic.includes(i)))
}

/** DISTINCT calls over one column, whose values are kept together: each has a bit. */
interface MarkTable {
  readonly column: number
  readonly sites: CallSource[]
}

/** Gives every call that can take part its place in a table. */
function markTables(sites: readonly CallSource[]): readonly MarkTable[] {
  const tables: MarkTable[] = []
  for (const site of sites) {
    const column = site.ownDistinctColumn
    if (column === undefined) continue
    let id = tables.findIndex((table) => table.column === column && table.sites.length < MOST_MARKS)
    if (id < 0) id = tables.push({ column, sites: [] }) - 1
    const table = must(tables[id])
    site.mark = { name: `marks${id}`, bit: 1 << table.sites.length }
    table.sites.push(site)
  }
  return tables
}

/** Looks up the marks of the row's values before the calls' statements, and keeps what those have added. */
function withMarks(tables: readonly MarkTable[], lines: readonly string[]): readonly string[] {
  return [
    ...tables.flatMap(({ column }, i) => [
      `const known${i} = acc.m${i}.find(${columnOf('row', column)})`,
      `let marks${i} = known${i}`,
    ]),
    ...lines,
    ...tables.map(
      ({ column }, i) => `if (marks${i} !== known${i}) acc.m${i}.keep(${columnOf('row', column)}, marks${i})`,
    ),
  ]
}

/** The methods that change accumulators by a row, each with a statement of its own before those of the calls. */
function methods(
  sites: readonly CallSource[],
  own: { readonly accumulate?: string; readonly retract?: string },
  tables: readonly MarkTable[] = [],
): readonly string[] {
  const changes = (method: Method, of: readonly CallSource[]) => of.flatMap((site) => site.change(method))
  const retracting = sites.filter((site) => site.retracts)
  return [
    ...methodText('accumulate(acc, row)', own.accumulate, withMarks(tables, changes('accumulate', sites))),
    ...methodText('retract(acc, row)', own.retract, changes('retract', retracting)),
  ]
}

const mergeMethod = (sites: readonly CallSource[], own?: string): readonly string[] =>
  methodText(
    'merge(acc, from)',
    own,
    sites.flatMap((site) => site.merge()),
  )

const methodText = (head: string, statement: string | undefined, lines: readonly string[]): readonly string[] => [
  `  ${head} {`,
  ...indent(statement === undefined ? lines : [statement, ...lines]),
  '  },',
]

const resultName = (_: CallSource, i: number): string => `r${i}`

const resultLines = (sites: readonly CallSource[]): readonly string[] =>
  sites.map((site, i) => `    const r${i} = ${site.value()}`)

/** Compares the columns of the calls, which come behind those of the key. */
function sameResult(unit: SourceUnit, keys: number, calls: readonly AggregateCall[]): string {
  const same = calls.map((call, i) =>
    equalText(unit, call.type, columnOf('a', keys + i), columnOf('b', keys + i), 'java'),
  )
  return `  sameResult(a, b) { return ${same.join(' && ') || 'true'} },`
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`)

/** The statements of one aggregate call. */
class CallSource {
  private readonly unit: SourceUnit
  private readonly call: AggregateCall
  private readonly id: number
  private readonly implementation: AggregateImplementation
  private readonly argTypes: readonly LogicalType[]
  readonly retracts: boolean
  /** Where the values of DISTINCT are kept together with those of other calls. */
  mark: { readonly name: string; readonly bit: number } | undefined

  constructor(unit: SourceUnit, input: readonly LogicalType[], call: AggregateCall, id: number, retracts: boolean) {
    this.unit = unit
    this.call = call
    this.id = id
    this.retracts = retracts
    this.argTypes = call.args.map((index) => must(input[index], 'aggregate argument'))
    const site: AggregateSite = {
      args: this.argTypes.map((type) => ({ type })),
      type: call.type,
      retracts,
      ...(call.clauses ? { clauses: call.clauses } : {}),
    }
    this.implementation = call.fn.implement(site)
    assert(!retracts || this.implementation.retract || this.implementation.inline?.retract, `${call.fn.name} retracts`)
  }

  private get state(): string {
    return `acc.a${this.id}`
  }
  private fields(owner: string): readonly string[] {
    return (this.implementation.inline?.fields ?? []).map((_, j) => `${owner}.a${this.id}_${j}`)
  }
  private readonly constant = (value: unknown): string => this.unit.constant(value)

  initial(): readonly string[] {
    const { inline } = this.implementation
    const own = inline
      ? inline.fields.map((value, j) => `a${this.id}_${j}: ${value}`)
      : [`a${this.id}: ${this.constant(this.implementation)}.create()`]
    if (!this.call.distinct || this.mark !== undefined) return own
    return [...own, `d${this.id}: new ${this.constant(this.ownKeys ? DistinctKeys : DistinctValues)}()`]
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

  /** What one row does to the accumulator. */
  change(method: Method): readonly string[] {
    const args = this.call.args.map((_, j) => `x${this.id}_${j}`)
    const lines = this.call.args.map((index, j) => `const ${args[j]} = ${columnOf('row', index)}`)
    if (this.failsByNull) lines.push(`if (${args[0]} === null) ${this.constant(() => refuseNull(this.call))}()`)
    const conditions: string[] = []
    if (this.call.filter !== undefined) conditions.push(`${columnOf('row', this.call.filter)} === true`)
    if (this.implementation.skipsNulls && this.argTypes[0] && !this.countsNull) conditions.push(`${args[0]} !== null`)
    if (this.call.distinct) conditions.push(this.distinctTest(method, args))
    const { mark } = this
    const statement = `${mark ? `${mark.name} |= ${mark.bit}; ` : ''}${this.apply(method, args)}`
    return [...lines, conditions.length === 0 ? statement : `if (${conditions.join(' && ')}) { ${statement} }`]
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

  private distinctTest(method: Method, args: readonly string[]): string {
    if (this.mark) return `(${this.mark.name} & ${this.mark.bit}) === 0`
    if (this.ownKeys) {
      const change = method === 'retract' ? 'remove' : this.retracts ? 'add' : 'keep'
      return `acc.d${this.id}.${change}(${args[0]})`
    }
    const key = this.constant(distinctKey(this.argTypes))
    const list = `[${args.join(', ')}]`
    return `acc.d${this.id}.${method === 'accumulate' ? 'add' : 'remove'}(${key}(${list}), ${list})`
  }

  private apply(method: Method, args: readonly string[]): string {
    const { inline } = this.implementation
    if (inline) return must(inline[method], method)(this.fields('acc'), args[0] ?? '', this.constant)
    return `${this.constant(this.implementation)}.${method}(${[this.state, ...args].join(', ')})`
  }

  merge(): readonly string[] {
    if (this.call.distinct) {
      const args = this.call.args.map((_, j) => `x${this.id}_${j}`)
      const statement = this.apply('accumulate', args)
      return [`acc.d${this.id}.absorb(from.d${this.id}, ([${args.join(', ')}]) => { ${statement} })`]
    }
    const { inline } = this.implementation
    if (inline) return [inline.merge(this.fields('acc'), this.fields('from'), this.constant)]
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
    if (inline) return inline.value(this.fields('acc'), this.constant)
    return `${this.constant(this.implementation)}.value(${this.state})`
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
