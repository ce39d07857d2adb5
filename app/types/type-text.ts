import { type LogicalType, MAX_LENGTH } from './logical-type.ts'

/** The type as Flink prints it in schemas: `BIGINT NOT NULL`, `TIMESTAMP(3) NOT NULL *ROWTIME*`. */
export function typeText(type: LogicalType): string {
  const text = type.nullable ? nullableText(type) : `${nullableText(type)} NOT NULL`
  return 'time' in type && type.time !== undefined ? `${text} *${type.time.toUpperCase()}*` : text
}

/** Equal types have equal texts; time attributes count. */
export const sameType = (a: LogicalType, b: LogicalType): boolean => a === b || typeText(a) === typeText(b)

/** Equality that looks neither at nullability (of the type itself) nor at time attributes. */
export const sameIgnoringNullability = (a: LogicalType, b: LogicalType): boolean =>
  a === b || nullableText(a) === nullableText(b)

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``

function nullableText(type: LogicalType): string {
  switch (type.kind) {
    case 'CHAR':
    case 'BINARY':
      return `${type.kind}(${type.length})`
    case 'VARCHAR':
      return type.length === MAX_LENGTH ? 'STRING' : `VARCHAR(${type.length})`
    case 'VARBINARY':
      return type.length === MAX_LENGTH ? 'BYTES' : `VARBINARY(${type.length})`
    case 'DECIMAL':
      return `DECIMAL(${type.precision}, ${type.scale})`
    case 'TIME':
    case 'TIMESTAMP':
    case 'TIMESTAMP_LTZ':
      return `${type.kind}(${type.precision})`
    case 'INTERVAL_YEAR_MONTH':
      return 'INTERVAL MONTH'
    case 'INTERVAL_DAY_SECOND':
      return 'INTERVAL SECOND(3)'
    case 'ARRAY':
    case 'MULTISET':
      return `${type.kind}<${typeText(type.element)}>`
    case 'MAP':
      return `MAP<${typeText(type.key)}, ${typeText(type.value)}>`
    case 'ROW':
    case 'STRUCTURED': {
      const fields = type.fields.map((f) => `${quoted(f.name)} ${typeText(f.type)}`).join(', ')
      return type.kind === 'ROW' ? `ROW<${fields}>` : `STRUCTURED<'${type.name ?? ''}', ${fields}>`
    }
    case 'RAW':
      return `RAW('${type.name}', '...')`
    default:
      return type.kind
  }
}
