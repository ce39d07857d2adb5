import { assert } from '../../../base/assert.ts'
import { sqlError, unsupported } from '../../../sql/diagnostic.ts'
import type { LogicalType, TypeKind } from '../../../types/logical-type.ts'
import { typeText } from '../../../types/type-text.ts'
import type { Value } from '../../../types/value.ts'
import type { CompilerSettings } from '../../compiled.ts'
import type { ScalarImplementation } from '../../functions/declaration.ts'
import { StartFailure } from '../../run-failure.ts'
import { argumentOf } from '../argument-of.ts'
import type { BoundExpr, CaseCall, CastCall, FieldAccess, LogicCall, ScalarCall } from '../bound.ts'
import { neverNullElement } from '../item-element.ts'
import { type Block, isNullLiteral, NULL, type Operand } from './block.ts'
import { castConversion } from './cast-conversion.ts'
import { goesOnAtNull } from './tested-parts.ts'

/** Turns bound expressions into statements of a block. `column` gives the text that reads an input column, e.g. `row.c3`. */
export class Emitter {
  private readonly settings: CompilerSettings
  private readonly column: (index: number) => string
  private readonly watermark: (() => number | null) | undefined
  private readonly typeIds = new Map<string, number>()

  constructor(settings: CompilerSettings, column: (index: number) => string, watermark?: () => number | null) {
    this.settings = settings
    this.column = column
    this.watermark = watermark
  }

  /** The value of the expression, null for NULL. */
  value(expr: BoundExpr, block: Block): Operand {
    switch (expr.kind) {
      case 'input': {
        const text = this.column(expr.index)
        // Flink looks for NULL whatever the type says: sources and some functions have it in columns that are NOT NULL
        return block.root.define(text, true, text, (name) => instead(expr.type, `${name} === null`, name))
      }
      case 'constant':
        return { text: literal(expr.value, block), nullable: expr.value === null }
      case 'call':
        return this.call(expr, block)
      case 'logic':
        return this.logic(expr, block)
      case 'case':
        return this.caseValue(expr, block)
      case 'cast':
        return this.cast(expr, block)
      case 'field':
        return this.field(expr, block)
      case 'correlated':
        assert(false, 'a correlated column reached code generation')
    }
  }

  /** The value as a column of a row. */
  written(expr: BoundExpr, block: Block): string {
    const { text, nullable, stored } = this.value(expr, block)
    if (!expr.type.nullable) return expr.kind === 'input' && expr.asIs === true ? text : (stored ?? text)
    const element = neverNullElement(expr)
    if (element === undefined || !nullable || text === 'null') return text
    return `(${text} === null ? ${defaultText(element)} : ${text})`
  }

  /** A condition: JavaScript's true where the expression is TRUE, false where it is FALSE or NULL. */
  test(expr: BoundExpr, block: Block): string {
    if (expr.kind === 'constant') return String(expr.value === true)
    if (expr.kind === 'logic') return this.logicTest(expr, block)
    if (expr.kind === 'call') {
      const args = expr.args.map((arg) => this.value(arg, block))
      const { text, strict } = this.invocation(expr, args, block)
      if (strict && args.some(isNullLiteral)) return 'false'
      const checks = strict ? nullable(args).map((arg) => `${arg.text} !== null`) : []
      const result = expr.type.nullable ? `(${text}) === true` : `(${text})`
      return [...checks, result].join(' && ')
    }
    const operand = this.value(expr, block)
    return operand.nullable ? `${operand.text} === true` : operand.text
  }

  private logicTest(expr: LogicCall, block: Block): string {
    const [first, ...rest] = expr.args
    assert(first, 'a logic call has an operand')
    if (expr.op === 'AND' && goesOnAtNull(expr.args)) return `${this.value(expr, block).text} === true`
    if (expr.op === 'AND' || expr.op === 'OR') return this.junctionTest(expr.op, first, rest, block)
    const operand = this.value(first, block)
    if (expr.op !== 'NOT') return isTest(expr.op, operand)
    return operand.nullable ? `${operand.text} === false` : `!${operand.text}`
  }

  /** An operand that needs statements of its own gets them in a block which only runs where it decides. */
  private junctionTest(op: 'AND' | 'OR', first: BoundExpr, rest: readonly BoundExpr[], block: Block): string {
    let text = this.test(first, block)
    for (const arg of rest) {
      const inner = block.inner()
      const next = this.test(arg, inner)
      if (inner.lines.length === 0) text = `(${text}) ${op === 'AND' ? '&&' : '||'} (${next})`
      else {
        const result = block.variable(text)
        inner.line(`${result} = ${next}`)
        block.nest(`if (${op === 'AND' ? result : `!(${result})`})`, inner)
        text = result
      }
    }
    return text
  }

  private logic(expr: LogicCall, block: Block): Operand {
    const [first, ...rest] = expr.args
    assert(first, 'a logic call has an operand')
    if (expr.op === 'AND' || expr.op === 'OR') return this.junction(expr, first, rest, block)
    const operand = this.value(first, block)
    if (expr.op === 'NOT') {
      const { text } = operand
      if (!operand.nullable) return block.define(`!${text}`, false)
      if (isNullLiteral(operand)) return NULL
      const written = isMembership(first) ? undefined : orFalse
      return block.define(`${text} === null ? null : !${text}`, true, undefined, written)
    }
    return { text: block.define(isTest(expr.op, operand), false).text, nullable: false }
  }

  /** AND and OR in value position: the second operand is evaluated only where the first leaves the result open. */
  private junction(expr: LogicCall, first: BoundExpr, rest: readonly BoundExpr[], block: Block): Operand {
    const decided = expr.op === 'AND' ? 'false' : 'true'
    const neutral = expr.op === 'AND' ? 'true' : 'false'
    const start = this.value(first, block)
    const result = block.variable(start.text)
    let { nullable } = start
    for (const arg of rest) {
      const inner = block.inner()
      const operand = this.value(arg, inner)
      nullable ||= operand.nullable
      inner.line(`if (${operand.text} !== ${neutral}) ${result} = ${operand.text}`)
      block.nest(`if (${result} !== ${decided})`, inner)
    }
    return { text: result, nullable, ...(!isMembership(expr) && { stored: orFalse(result) }) }
  }

  private caseValue(expr: CaseCall, block: Block): Operand {
    const result = block.variable('null')
    const nullable = this.branches(expr, 0, result, block)
    const stored = nullable ? instead(expr.type, `${result} === null`, result) : undefined
    return { text: result, nullable, ...(stored !== undefined && { stored }) }
  }

  /** Whether the result may be NULL. */
  private branches(expr: CaseCall, index: number, result: string, block: Block): boolean {
    const branch = expr.branches[index]
    if (!branch) {
      const last = this.value(expr.otherwise, block)
      block.line(`${result} = ${last.text}`)
      return last.nullable
    }
    const condition = this.test(branch.when, block)
    const then = block.inner()
    const value = this.value(branch.then, then)
    then.line(`${result} = ${value.text}`)
    const otherwise = block.inner()
    const rest = this.branches(expr, index + 1, result, otherwise)
    block.nest(`if (${condition})`, then, '} else {')
    for (const line of otherwise.lines) block.line(`  ${line}`)
    block.line('}')
    return value.nullable || rest
  }

  private call(expr: ScalarCall, block: Block): Operand {
    const values = expr.args.map((arg) => this.value(arg, block))
    const args = values.map((value, i) => (writesArgument(expr, i) ? stored(value) : value))
    const key = expr.fn.deterministic ? this.callKey(expr, args) : undefined
    const known = key === undefined ? undefined : block.find(key)
    if (known) return known
    const { text, strict } = this.invocation(expr, args, block)
    if (LEAVES_DEFAULT.has(expr.fn.name)) {
      return block.define(text, true, key, (name) => instead(expr.type, `${name} === null`, name))
    }
    return this.guarded(strict ? args : [], text, expr.type, block, key, writesNull(expr))
  }

  private callKey(expr: ScalarCall, args: readonly Operand[]): string {
    const types = expr.args.map((arg) => this.typeId(arg.type))
    const clauses = expr.clauses ? JSON.stringify(expr.clauses) : ''
    return `${expr.fn.name}(${args.map((arg, i) => `${arg.text}:${types[i]}`).join(',')})${clauses}:${this.typeId(expr.type)}`
  }

  private typeId(type: LogicalType): number {
    const text = typeText(type)
    const known = this.typeIds.get(text)
    if (known !== undefined) return known
    this.typeIds.set(text, this.typeIds.size)
    return this.typeIds.size - 1
  }

  private invocation(expr: ScalarCall, args: readonly Operand[], block: Block): { text: string; strict: boolean } {
    if (expr.unplannable !== undefined) throw expr.unplannable
    const implementation: ScalarImplementation = expr.fn.implement({
      args: expr.args.map(argumentOf),
      type: expr.type,
      ...(expr.clauses ? { clauses: expr.clauses } : {}),
    })
    const strict = implementation.nulls !== 'called'
    const texts = args.map((arg) => arg.text)
    const constant = (value: unknown): string => block.unit.constant(value)
    if ('source' in implementation) return { text: implementation.source(texts, constant), strict }
    if ('refuses' in implementation) throw sqlError('plan', 'bind.uncompilable', implementation.refuses, expr.span)
    if ('fails' in implementation) throw new StartFailure(implementation.fails, expr.span)
    return { text: `${constant(this.functionOf(implementation, expr))}(${texts.join(', ')})`, strict }
  }

  private cast(expr: CastCall, block: Block): Operand {
    if (expr.unplannable !== undefined) throw expr.unplannable
    const operand = this.value(expr.operand, block)
    const conversion = castConversion(expr, this.settings)
    if (!conversion) return neverNull(operand, expr.type)
    const key = `${expr.mode}(${operand.text}:${this.typeId(expr.operand.type)}):${this.typeId(expr.type)}`
    const known = block.find(key)
    if (known) return known
    const text = `${block.unit.constant(conversion)}(${operand.text})`
    return this.guarded([operand], text, expr.type, block, key)
  }

  private field(expr: FieldAccess, block: Block): Operand {
    const operand = this.value(expr.operand, block)
    if (isNullLiteral(operand)) return NULL
    return this.guarded([operand], `${operand.text}[${expr.index}]`, expr.type, block)
  }

  private functionOf(
    implementation: Exclude<ScalarImplementation, { source: unknown } | { fails: unknown } | { refuses: unknown }>,
    { fn, span }: ScalarCall,
  ): unknown {
    if ('apply' in implementation) return implementation.apply
    if ('withContext' in implementation) return implementation.withContext(this.settings)
    if (this.watermark === undefined) throw unsupported(`${fn.name} outside of SELECT and WHERE`, span)
    return implementation.withWatermark(this.watermark)
  }

  /** `text`, or NULL where one of `args` is. */
  private guarded(
    args: readonly Operand[],
    text: string,
    type: LogicalType,
    block: Block,
    key?: string,
    writesNull = false,
  ): Operand {
    if (args.some(isNullLiteral)) return type.nullable ? NULL : { ...NULL, stored: defaultText(type) }
    const checks = [...new Set(nullable(args).map((arg) => `${arg.text} === null`))]
    if (checks.length === 0) return block.define(text, mayBeNull(type), key)
    const noArgument = checks.join(' || ')
    const written = (name: string) => (writesNull ? undefined : instead(type, noArgument, name))
    return block.define(`${noArgument} ? null : ${text}`, true, key, written)
  }
}

/** Whether the function writes this argument as a projection does. Texts in arrays and maps are objects. */
function writesArgument({ fn, args }: ScalarCall, index: number): boolean {
  const type = args[index]?.type
  if (type === undefined || type.nullable) return false
  if (fn.name === 'ROW' || (fn.name === 'JSON_OBJECT' && index % 2 === 0)) return true
  return (fn.name === 'ARRAY' || fn.name === 'MAP') && NEVER_NULL.has(type.kind)
}

const stored = (value: Operand): Operand =>
  value.stored === undefined ? value : { text: value.stored, nullable: false }

/** Functions that Flink calls with NULL: what comes of it is no variable's default. */
const writesNull = ({ fn, type }: ScalarCall): boolean =>
  fn.name === 'CONCAT' || fn.name === 'JSON_STRING' || (fn.name === 'TIMESTAMPADD' && type.kind === 'DATE')

/** Functions that take NULL here, and whose variable Flink leaves alone where an argument is NULL. */
const LEAVES_DEFAULT: ReadonlySet<string> = new Set(['GREATEST', 'LEAST', 'TRANSLATE'])

/** x = 1 OR x = 2, x <> 1 AND x <> 2: Flink looks x up in a set, and of NULL it gets none of its variables' defaults. */
function isMembership(expr: BoundExpr): boolean {
  if (expr.kind !== 'logic' || (expr.op !== 'OR' && expr.op !== 'AND')) return false
  const columns = new Set(expr.args.map((arg) => comparedColumn(arg, expr.op === 'OR')))
  return columns.size === 1 && !columns.has(undefined)
}

/** The column of a comparison with a constant: x = 1, or x <> 1 however it is written. */
function comparedColumn(expr: BoundExpr, equal: boolean): number | undefined {
  if (!equal && expr.kind === 'logic' && expr.op === 'NOT') return expr.args[0] && comparedColumn(expr.args[0], true)
  if (expr.kind !== 'call' || expr.fn.name !== (equal ? '=' : '<>')) return undefined
  const [a, b] = expr.args
  return a?.kind === 'input' && b?.kind === 'constant' ? a.index : undefined
}

const nullable = (args: readonly Operand[]): readonly Operand[] => args.filter((arg) => arg.nullable)

/** A value in a type without NULL: a NULL in it turns into Flink's default of the type, if there is one. */
function neverNull(operand: Operand, type: LogicalType): Operand {
  if (!operand.nullable) return operand
  const stored = operand.stored ?? instead(type, `${operand.text} === null`, operand.text)
  return stored === undefined ? operand : { ...operand, stored }
}

/** What is written of `name` into a column without NULL, if Flink's variable holds something under that condition. */
function instead(type: LogicalType, condition: string, name: string): string | undefined {
  const text = type.nullable ? 'null' : defaultText(type)
  return text === 'null' ? undefined : `(${condition} ? ${text} : ${name})`
}

/** A value as a projection writes it. */
export const storedValue = (text: string, type: LogicalType | undefined): string =>
  (type && instead(type, `${text} === null`, text)) ?? text

const orFalse = (name: string): string => `(${name} === true)`

/** Functions give NULL for values that are objects to Flink even where their type has none. */
export const mayBeNull = (type: LogicalType): boolean => type.nullable || !NEVER_NULL.has(type.kind)
const NEVER_NULL: ReadonlySet<TypeKind> = new Set([
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INT',
  'BIGINT',
  'FLOAT',
  'DOUBLE',
  'DATE',
  'TIME',
])

/** What stands in for NULL in a variable of a type that has none. Objects stay NULL, and fail where they arrive. */
function defaultText(type: LogicalType): string {
  switch (type.kind) {
    case 'TINYINT':
    case 'SMALLINT':
    case 'INT':
    case 'BIGINT':
    case 'FLOAT':
    case 'DOUBLE':
    case 'DATE':
    case 'TIME':
    case 'INTERVAL_YEAR_MONTH':
    case 'INTERVAL_DAY_SECOND':
      return '(-1)'
    case 'BOOLEAN':
      return 'false'
    case 'CHAR':
    case 'VARCHAR':
      return "''"
    default:
      return 'null'
  }
}

function isTest(op: LogicCall['op'], operand: Operand): string {
  const { text } = operand
  switch (op) {
    case 'IS NULL':
      return operand.nullable ? `${text} === null` : 'false'
    case 'IS NOT NULL':
      return operand.nullable ? `${text} !== null` : 'true'
    case 'IS TRUE':
      return `${text} === true`
    case 'IS NOT TRUE':
      return `${text} !== true`
    case 'IS FALSE':
      return `${text} === false`
    default:
      return `${text} !== false`
  }
}

/** Numbers, booleans and NULL are written out; whatever else a constant is goes to the constants array. */
function literal(value: Value, block: Block): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number' && Number.isFinite(value)) {
    if (Object.is(value, -0)) return '(-0)'
    return value < 0 ? `(${value})` : String(value)
  }
  return block.unit.constant(value)
}
