import { must } from '../../../base/assert.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { Value } from '../../../types/value.ts'
import type {
  AggregateHandler,
  AggregateOptions,
  CompilerSettings,
  ExprCompiler,
  GroupHandler,
  KeySpec,
  MatchColumn,
  MatchedRows,
  MatchPredicate,
  MatchProjection,
  WindowGroupHandler,
  WindowGroupOptions,
} from '../../compiled.ts'
import { type KeyPart, ownKey, valueKey } from '../../functions/aggregate/value-key.ts'
import type {
  CalcFunction,
  Comparator,
  Concat,
  Getter,
  JoinPredicate,
  Predicate,
  Projection,
  Row,
  RowColumns,
} from '../../row.ts'
import type { AggregateCall, BoundExpr, SortKey } from '../bound.ts'
import { aggregateSource, groupSource, windowGroupSource } from './aggregate-source.ts'
import { Block } from './block.ts'
import { Emitter, storedValue } from './emitter.ts'
import { FactoryCache } from './factory-cache.ts'
import { MatchSource } from './match-source.ts'
import { toMilliseconds } from './milliseconds.ts'
import { comparatorSource, equalSource, leadSource } from './order-source.ts'
import { rowColumnsSource } from './row-columns-source.ts'
import { columnOf, indexes, rowLiteral } from './row-shape.ts'
import { SourceUnit } from './source-unit.ts'
import { testedParts } from './tested-parts.ts'

/** The compiler of one job: see DESIGN.md beside this file. */
export function createExprCompiler(settings: CompilerSettings): ExprCompiler {
  return new Compiler(settings)
}

class Compiler implements ExprCompiler {
  readonly sources: { readonly name: string; readonly text: string }[] = []
  private readonly settings: CompilerSettings
  private readonly factories = new FactoryCache()

  constructor(settings: CompilerSettings) {
    this.settings = settings
  }

  rowFromValues(width: number): (values: readonly Value[]) => Row {
    return this.rowOf(indexes(width).map((i) => `values[${i}]`))
  }

  rowFromSome(places: readonly number[], types: readonly LogicalType[]): (values: readonly Value[]) => Row {
    return this.rowOf(places.map((place, i) => storedValue(`values[${place}]`, types[i])))
  }

  private rowOf(values: readonly string[]): (values: readonly Value[]) => Row {
    return this.compile('rowFromValues', new SourceUnit(), [`return (values) => (${rowLiteral(values)})`])
  }

  valuesFromRow(width: number): (row: Row) => readonly Value[] {
    const columns = indexes(width).map((i) => columnOf('row', i))
    return this.compile('valuesFromRow', new SourceUnit(), [`return (row) => [${columns.join(', ')}]`])
  }

  calc(
    input: readonly LogicalType[],
    condition: BoundExpr | undefined,
    projections: readonly BoundExpr[],
    watermark?: () => number | null,
  ): CalcFunction {
    const whole =
      projections.length === input.length && projections.every((e, i) => e.kind === 'input' && e.index === i)
    return this.rowFunction('calc', condition, whole ? 'row' : projections, watermark)
  }

  projection(_input: readonly LogicalType[], projections: readonly BoundExpr[]): Projection {
    return this.rowFunction('projection', undefined, projections)
  }

  /** `row`: the row as it is, as Flink hands it on where it only asks a condition. */
  private rowFunction<T>(
    name: string,
    condition: BoundExpr | undefined,
    projections: readonly BoundExpr[] | 'row',
    watermark?: () => number | null,
  ): T {
    const unit = new SourceUnit()
    const block = new Block(unit)
    const emitter = new Emitter(this.settings, (i) => columnOf('row', i), watermark)
    for (const part of testedParts(condition)) block.line(`if (!(${emitter.test(part, block)})) return null`)
    block.line(`return ${projections === 'row' ? 'row' : written(projections, emitter, block)}`)
    return this.compile(name, unit, functionOf(name, 'row', block))
  }

  select(columns: readonly number[]): Projection {
    const values = columns.map((i) => columnOf('row', i))
    return this.compile('select', new SourceUnit(), [`return (row) => (${rowLiteral(values)})`])
  }

  predicate(_input: readonly LogicalType[], condition: BoundExpr): Predicate {
    return this.condition('predicate', 'row', condition, (i) => columnOf('row', i))
  }

  hasNull(columns: readonly number[]): Predicate {
    const tests = columns.map((i) => `${columnOf('row', i)} === null`)
    return this.compile('hasNull', new SourceUnit(), [`return (row) => ${tests.join(' || ') || 'false'}`])
  }

  joinPredicate(left: readonly LogicalType[], _right: readonly LogicalType[], condition: BoundExpr): JoinPredicate {
    return this.condition('joinPredicate', 'left, right', condition, (i) =>
      i < left.length ? columnOf('left', i) : columnOf('right', i - left.length),
    )
  }

  private condition<T>(name: string, parameters: string, condition: BoundExpr, column: (index: number) => string): T {
    const unit = new SourceUnit()
    const block = new Block(unit)
    returnTest(new Emitter(this.settings, column), condition, block)
    return this.compile(name, unit, functionOf(name, parameters, block))
  }

  matchPredicate<M extends MatchedRows>(
    variable: number,
    columns: readonly MatchColumn<M>[],
    condition: BoundExpr,
  ): MatchPredicate<M> {
    const unit = new SourceUnit()
    const block = new Block(unit)
    const source = new MatchSource(columns, block, variable)
    returnTest(new Emitter(this.settings, (i) => source.column(i)), condition, block)
    return this.compile('matchPredicate', unit, functionOf('matchPredicate', 'rows, match, end', block))
  }

  matchProjection<M extends MatchedRows>(
    columns: readonly MatchColumn<M>[],
    projections: readonly BoundExpr[],
  ): MatchProjection<M> {
    const unit = new SourceUnit()
    const block = new Block(unit)
    const source = new MatchSource(columns, block)
    const emitter = new Emitter(this.settings, (i) => source.column(i))
    block.line(`return ${written(projections, emitter, block)}`)
    return this.compile('matchProjection', unit, functionOf('matchProjection', 'rows, match, end, time', block))
  }

  concat(leftWidth: number, rightWidth: number): Concat {
    const values = [
      ...indexes(leftWidth).map((i) => columnOf('left', i)),
      ...indexes(rightWidth).map((i) => columnOf('right', i)),
    ]
    return this.compile('concat', new SourceUnit(), [`return (left, right) => (${rowLiteral(values)})`])
  }

  withNumber(width: number): (row: Row, last: number) => Row {
    const values = [...indexes(width).map((i) => columnOf('row', i)), 'last']
    return this.compile('withNumber', new SourceUnit(), [`return (row, last) => (${rowLiteral(values)})`])
  }

  nulls(width: number): Row {
    return this.compile('nulls', new SourceUnit(), [`return ${rowLiteral(indexes(width).map(() => 'null'))}`])
  }

  rowColumns(width: number): RowColumns {
    return this.compile('rowColumns', new SourceUnit(), rowColumnsSource(width))
  }

  value(_input: readonly LogicalType[], expr: BoundExpr): Getter<Value> {
    const unit = new SourceUnit()
    const block = new Block(unit)
    const emitter = new Emitter(this.settings, (i) => columnOf('row', i))
    block.line(`return ${emitter.written(expr, block)}`)
    return this.compile('value', unit, functionOf('value', 'row', block))
  }

  milliseconds(_input: readonly LogicalType[], expr: BoundExpr): Getter<number | null> {
    const block = new Block(new SourceUnit())
    this.returnMilliseconds(expr, block)
    return this.compile('milliseconds', block.unit, functionOf('milliseconds', 'row', block))
  }

  watermark(_input: readonly LogicalType[], rowtime: number, expr: BoundExpr): Getter<number | null | undefined> {
    const block = new Block(new SourceUnit())
    const time = columnOf('row', rowtime)
    // from here on it is known not to be NULL
    const { text } = block.define(time, false, time)
    block.line(`if (${text} === null) return undefined`)
    this.returnMilliseconds(expr, block)
    return this.compile('watermark', block.unit, functionOf('watermark', 'row', block))
  }

  private returnMilliseconds(expr: BoundExpr, block: Block): void {
    const emitter = new Emitter(this.settings, (i) => columnOf('row', i))
    const { text, nullable } = emitter.value(expr, block)
    const convert = toMilliseconds(expr.type)
    const value = convert ? `${block.unit.constant(convert)}(${text})` : text
    block.line(`return ${convert && nullable ? `${text} === null ? null : ` : ''}${value}`)
  }

  key(input: readonly LogicalType[], columns: readonly number[]): KeySpec {
    const canonical = columns.map((i) => valueKey(must(input[i], 'key column')))
    const getters = columns.map((i) => this.getter<Value>(columnOf('row', i), new SourceUnit()))
    const primitives = columns.map((i, place) => {
      const form = must(canonical[place])
      if (form === ownKey) return must(getters[place]) as Getter<KeyPart>
      const unit = new SourceUnit()
      return this.getter<KeyPart>(`${unit.constant(form)}(${columnOf('row', i)})`, unit)
    })
    return { columns: getters, canonical, primitives }
  }

  private getter<T>(text: string, unit: SourceUnit): Getter<T> {
    return this.compile('key', unit, [`return (row) => ${text}`])
  }

  comparator(input: readonly LogicalType[], keys: readonly SortKey[]): Comparator {
    const unit = new SourceUnit()
    return this.compile('comparator', unit, comparatorSource(unit, input, keys))
  }

  lead(key: SortKey): (row: Row) => number {
    return this.compile('lead', new SourceUnit(), leadSource(key))
  }

  equal(types: readonly LogicalType[]): (a: Row, b: Row) => boolean {
    const unit = new SourceUnit()
    const columns = types.map((type, index) => ({ type, index }))
    return this.compile('equal', unit, equalSource(unit, columns, 'binary'))
  }

  aggregates(
    input: readonly LogicalType[],
    keys: readonly number[],
    calls: readonly AggregateCall[],
    options: AggregateOptions,
  ): AggregateHandler {
    const unit = new SourceUnit()
    return this.compile('aggregates', unit, aggregateSource(unit, input, keys, calls, options))
  }

  groups(
    input: readonly LogicalType[],
    keys: readonly number[],
    calls: readonly AggregateCall[],
    options: AggregateOptions,
  ): GroupHandler {
    const unit = new SourceUnit()
    return this.compile('groups', unit, groupSource(unit, input, keys, calls, options))
  }

  windowGroups(
    input: readonly LogicalType[],
    keys: readonly number[],
    calls: readonly AggregateCall[],
    options: WindowGroupOptions,
  ): WindowGroupHandler {
    const unit = new SourceUnit()
    return this.compile('windowGroups', unit, windowGroupSource(unit, input, keys, calls, options))
  }

  constant(expr: BoundExpr): Value {
    if (expr.kind === 'constant') return expr.value
    return this.value([], expr)(undefined as never)
  }

  private compile<T>(name: string, unit: SourceUnit, body: readonly string[]): T {
    const text = unit.text(body)
    this.sources.push({ name, text })
    return unit.compile<T>(this.factories.factory(text))
  }
}

function functionOf(name: string, parameters: string, block: Block): readonly string[] {
  return [`return function ${name}(${parameters}) {`, ...block.lines.map((line) => `  ${line}`), '}']
}

const written = (exprs: readonly BoundExpr[], emitter: Emitter, block: Block): string =>
  rowLiteral(exprs.map((expr) => emitter.written(expr, block)))

function returnTest(emitter: Emitter, condition: BoundExpr, block: Block): void {
  const parts = testedParts(condition)
  parts.forEach((part, i) => {
    const test = emitter.test(part, block)
    block.line(i === parts.length - 1 ? `return ${test}` : `if (!(${test})) return false`)
  })
}
