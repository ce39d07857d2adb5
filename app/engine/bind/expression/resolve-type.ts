import type { TypeSyntax } from '../../../sql/ast.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import {
  array,
  BIGINT,
  BOOLEAN,
  BYTES,
  binary,
  char,
  DATE,
  DOUBLE,
  decimal,
  FLOAT,
  INT,
  interval,
  map,
  multiset,
  row,
  SMALLINT,
  STRING,
  structured,
  TIME,
  TINYINT,
  timestamp,
  timestampLtz,
  VARIANT,
  varbinary,
  varchar,
  withNullable,
} from '../../../types/construct-type.ts'
import type { IntervalUnit, LogicalType, RowField } from '../../../types/logical-type.ts'
import { expressionError } from './expression-error.ts'

type NamedType = (name: string) => LogicalType | undefined

const MAX_DECIMAL = 38
const MAX_TIME_PRECISION = 9
const DEFAULT_TIME_PRECISION = 6

const SIMPLE: Readonly<Record<string, LogicalType>> = {
  BOOLEAN,
  TINYINT,
  SMALLINT,
  INT,
  BIGINT,
  FLOAT,
  DOUBLE,
  DATE,
  STRING,
  BYTES,
  TIME,
  VARIANT,
}

/** A type as written → the logical type, with Flink's defaults and limits. `nullable` applies where the author wrote neither NULL nor NOT NULL. */
export function resolveType(syntax: TypeSyntax, namedType?: NamedType, nullable = true): LogicalType {
  return withNullable(resolveNullable(syntax, namedType), syntax.nullable ?? nullable)
}

function resolveNullable(syntax: TypeSyntax, namedType: NamedType | undefined): LogicalType {
  const simple = SIMPLE[syntax.name]
  if (simple) return simple
  const [first] = syntax.args
  switch (syntax.name) {
    case 'DECIMAL':
      return resolveDecimal(syntax)
    case 'CHAR':
      return char(first ?? 1)
    case 'BINARY':
      return binary(first ?? 1)
    case 'VARCHAR':
      return first === undefined ? STRING : varchar(first)
    case 'VARBINARY':
      return first === undefined ? BYTES : varbinary(first)
    case 'TIMESTAMP':
      return timestamp(timePrecision(first))
    case 'TIMESTAMP_LTZ':
      return timestampLtz(timePrecision(first))
    case 'INTERVAL':
      return resolveInterval(syntax)
    case 'ARRAY':
    case 'MULTISET':
    case 'MAP':
    case 'ROW':
    case 'STRUCTURED':
      return resolveConstructed(syntax, namedType)
    case 'RAW':
    case 'TIMESTAMP_TZ':
    case 'TIME_TZ':
    case 'TIME_LTZ':
      throw unsupported(`type ${syntax.name}`, syntax.span)
  }
  const named = namedType?.(syntax.name)
  if (named) return named
  throw expressionError('bind.unknown-type', syntax.span, { name: syntax.name })
}

const timePrecision = (written: number | undefined): number =>
  Math.min(written ?? DEFAULT_TIME_PRECISION, MAX_TIME_PRECISION)

function resolveDecimal(syntax: TypeSyntax): LogicalType {
  const [writtenPrecision = 10, scale = 0] = syntax.args
  const precision = Math.min(writtenPrecision, MAX_DECIMAL)
  if (precision < 1) throw expressionError('bind.decimal-precision', syntax.span)
  if (scale > precision) throw expressionError('bind.decimal-scale', syntax.span, { precision: String(precision) })
  return decimal(precision, scale)
}

const UNITS: Readonly<Record<string, IntervalUnit>> = { WEEK: 'DAY', QUARTER: 'MONTH' }

export const intervalUnit = (word: string): IntervalUnit => UNITS[word] ?? (word as IntervalUnit)

function resolveInterval(syntax: TypeSyntax): LogicalType {
  const qualifier = syntax.interval
  if (!qualifier) throw unsupported('type INTERVAL', syntax.span)
  const from = intervalUnit(qualifier.from)
  const to = intervalUnit(qualifier.to ?? qualifier.from)
  return interval(from, to, qualifier.precision, qualifier.fraction)
}

function resolveConstructed(syntax: TypeSyntax, namedType: NamedType | undefined): LogicalType {
  const part = (child: TypeSyntax | undefined): LogicalType => {
    if (!child) throw unsupported(`type ${syntax.name}`, syntax.span)
    return resolveType(child, namedType)
  }
  switch (syntax.name) {
    case 'ARRAY':
      return array(part(syntax.element))
    case 'MULTISET':
      return multiset(part(syntax.element))
    case 'MAP':
      return map(part(syntax.key), part(syntax.element))
    default: {
      const fields = resolveFields(syntax, namedType)
      return syntax.name === 'ROW' ? row(fields) : structured(syntax.texts?.[0] ?? '', fields)
    }
  }
}

function resolveFields(syntax: TypeSyntax, namedType: NamedType | undefined): readonly RowField[] {
  const names = new Set<string>()
  return (syntax.fields ?? []).map((field) => {
    const { name } = field.name
    if (names.has(name)) throw expressionError('bind.duplicate-field', field.name.span, { name })
    names.add(name)
    // A field's comment is for people: no type that Flink prints of a query has it.
    return { name, type: resolveType(field.type, namedType) }
  })
}
