import type { LogicalType } from '../../types/logical-type.ts'
import { typeText } from '../../types/type-text.ts'

const MAX_LENGTH = 2_147_483_647

/** The type as SHOW CREATE writes it: in full, so that it can be read again. */
export const serializableType = (type: LogicalType): string =>
  type.nullable ? nullableText(type) : `${nullableText(type)} NOT NULL`

function nullableText(type: LogicalType): string {
  switch (type.kind) {
    case 'VARCHAR':
    case 'VARBINARY':
      return `${type.kind}(${Math.min(type.length, MAX_LENGTH)})`
    case 'TIMESTAMP_LTZ':
      return `TIMESTAMP(${type.precision}) WITH LOCAL TIME ZONE`
    case 'ARRAY':
    case 'MULTISET':
      return `${type.kind}<${serializableType(type.element)}>`
    case 'MAP':
      return `MAP<${serializableType(type.key)}, ${serializableType(type.value)}>`
    case 'ROW': {
      const fields = type.fields.map((f) => `\`${f.name.replaceAll('`', '``')}\` ${serializableType(f.type)}`)
      return `ROW<${fields.join(', ')}>`
    }
    default:
      return typeText({ ...type, nullable: true })
  }
}
