import { must } from '../../../base/assert.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { AggregateOptions, WindowGroupOptions, WindowProperty } from '../../compiled.ts'
import type { AggregateCall } from '../bound.ts'
import { AccumulatorFields, type KeptFields } from './accumulator-fields.ts'
import { argumentName, CallSource, type Method } from './call-source.ts'
import { DistinctMarks, MOST_MARKS } from './distinct-marks.ts'
import { equalText } from './order-source.ts'
import { columnOf, rowLiteral } from './row-shape.ts'
import type { SourceUnit } from './source-unit.ts'

/** The body of an AggregateHandler for all calls of one operator. */
export function aggregateSource(
  unit: SourceUnit,
  input: readonly LogicalType[],
  keys: readonly number[],
  calls: readonly AggregateCall[],
  options: AggregateOptions,
): readonly string[] {
  const accumulators = accumulatorsOf(unit, input, calls, options)
  const { sites } = accumulators
  const keyValues = keys.map((key) => columnOf('row', key))
  return [
    'return {',
    `  create() { return { ${initialFields(accumulators).join(', ')} } },`,
    ...changeMethods(accumulators),
    ...mergeMethod(accumulators),
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
  const accumulators = accumulatorsOf(unit, input, calls, options, { rows: ROWS })
  const { sites } = accumulators
  const tables = markTables(sites)
  const columns = [...keys.map((_, i) => `acc.k${i}`), ...sites.map(resultName)]
  const fields = [
    ...initialFields(accumulators),
    ...tables.map((_, i) => `m${i}: new ${unit.constant(DistinctMarks)}()`),
    ...sites.filter((site) => !site.isPlain).map((site) => `${site.last}: null`),
  ]
  return [
    'return {',
    `  create(row) { return ${groupLiteral(keyFields(keys), fields)} },`,
    ...changeMethods(accumulators, tables),
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
  const accumulators = accumulatorsOf(unit, input, calls, options, { rows: ROWS, windowed: true })
  const { sites } = accumulators
  const { carriedStart } = options
  const kept = keyFields(keys)
  if (carriedStart !== undefined) kept.push({ field: 'start', value: `${unit.constant(carriedStart)}(row)` })
  const fields = initialFields(accumulators)
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
    `  create(row) { return ${groupLiteral(kept, fields)} },`,
    `  copyKey(group) { return ${groupLiteral(copied, fields)} },`,
    ...changeMethods(accumulators),
    ...mergeMethod(accumulators),
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
  return `{ ${[...kept.map(({ field, value }) => `${field}: ${value}`), ...accumulators].join(', ')} }`
}

/** All calls of one operator, and the fields that they share. */
interface Accumulators {
  readonly sites: readonly CallSource[]
  readonly fields: AccumulatorFields
}

/** The number of rows in a group, which is also what COUNT(*) counts. */
const ROWS: KeptFields = {
  initial: ['0'],
  condition: '',
  accumulate: ([rows]) => `${rows}++`,
  retract: ([rows]) => `${rows}--`,
  merge: ([rows], [others]) => `${rows} += ${others}`,
}

function accumulatorsOf(
  unit: SourceUnit,
  input: readonly LogicalType[],
  calls: readonly AggregateCall[],
  { retracts, monotonic = [] }: AggregateOptions,
  of: { readonly rows?: KeptFields; readonly windowed?: boolean } = {},
): Accumulators {
  const fields = new AccumulatorFields()
  if (of.rows !== undefined) fields.share(retracts ? of.rows : { ...of.rows, retract: undefined }, ['rows'])
  const site = { unit, input, fields, windowed: of.windowed === true }
  return { sites: calls.map((call, i) => new CallSource(site, call, i, retracts && !monotonic.includes(i))), fields }
}

const initialFields = ({ sites, fields }: Accumulators): readonly string[] => [
  ...fields.initial(),
  ...sites.flatMap((site) => site.initial()),
]

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

/** The methods that change accumulators by a row. */
function changeMethods(accumulators: Accumulators, tables: readonly MarkTable[] = []): readonly string[] {
  return [
    ...methodText('accumulate(acc, row)', withMarks(tables, changes(accumulators, 'accumulate'))),
    ...methodText('retract(acc, row)', changes(accumulators, 'retract')),
  ]
}

/** Each column is read once. */
function changes({ sites, fields }: Accumulators, method: Method): readonly string[] {
  const taking = method === 'retract' ? sites.filter((site) => site.retracts) : sites
  const columns = new Set(taking.flatMap((site) => site.columns))
  const reads = [...columns].map((column) => `const ${argumentName(column)} = ${columnOf('row', column)}`)
  const checks = taking.flatMap((site) => site.checks())
  return [...reads, ...checks, ...fields.change(method), ...taking.flatMap((site) => site.change(method))]
}

const mergeMethod = ({ sites, fields }: Accumulators): readonly string[] =>
  methodText('merge(acc, from)', [...fields.merge(), ...sites.flatMap((site) => site.merge())])

const methodText = (head: string, lines: readonly string[]): readonly string[] => [
  `  ${head} {`,
  ...indent(lines),
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
