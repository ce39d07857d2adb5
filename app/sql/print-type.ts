import type { IntervalQualifier, TypeSyntax } from './ast.ts'
import { printIdentifier, printName, quoteText } from './print-name.ts'

export function printType(type: TypeSyntax): string {
  const nullability = type.nullable === undefined ? '' : type.nullable ? ' NULL' : ' NOT NULL'
  return printTypeName(type) + nullability
}

function printTypeName(type: TypeSyntax): string {
  if (type.qualified !== undefined) return printName(type.qualified)
  const args = type.args.length === 0 ? '' : `(${type.args.join(', ')})`
  switch (type.name) {
    case 'INTERVAL':
      return type.interval === undefined ? 'INTERVAL' : `INTERVAL ${printIntervalQualifier(type.interval)}`
    case 'ARRAY':
    case 'MULTISET':
      return type.element === undefined ? type.name : `${type.name}<${printType(type.element)}>`
    case 'MAP':
      return `MAP<${[type.key, type.element].map((part) => (part === undefined ? '' : printType(part))).join(', ')}>`
    case 'ROW':
      return `ROW<${printFields(type)}>`
    case 'STRUCTURED':
      return `STRUCTURED<${[...(type.texts ?? []).map(quoteText), ...(type.fields?.length ? [printFields(type)] : [])].join(', ')}>`
    case 'RAW':
      return `RAW(${(type.texts ?? []).map(quoteText).join(', ')})`
    case 'TIME_LTZ':
      return `TIME${args} WITH LOCAL TIME ZONE`
    default:
      return type.name + args
  }
}

function printFields(type: TypeSyntax): string {
  const fields = (type.fields ?? []).map(({ name, type: fieldType, comment }) => {
    const suffix = comment === undefined ? '' : ` ${quoteText(comment)}`
    return `${printIdentifier(name)} ${printType(fieldType)}${suffix}`
  })
  return fields.join(', ')
}

export function printIntervalQualifier({ from, to, precision, fraction }: IntervalQualifier): string {
  if (to === undefined) {
    const args = [precision, fraction].filter((arg) => arg !== undefined)
    return args.length === 0 ? from : `${from}(${args.join(', ')})`
  }
  const leading = precision === undefined ? '' : `(${precision})`
  return `${from}${leading} TO ${to}${fraction === undefined ? '' : `(${fraction})`}`
}
