export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

const WIDTH = 100

/**
 * JSON for people and for `git diff`: keys in the order given, what fits on a line on one line, a
 * line end at the end. Undefined members are left out.
 */
export function printJson(value: JsonValue): string {
  return `${print(value, '', 0)}\n`
}

/** `used` is the width already taken on the line. */
function print(value: JsonValue, indent: string, used: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const flat = flatText(value)
  if (indent !== '' && indent.length + used + flat.length <= WIDTH) return flat
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    const items = (value as readonly JsonValue[]).map((item) => `${inner}${print(item, inner, 0)}`)
    return `[\n${items.join(',\n')}\n${indent}]`
  }
  const members = membersOf(value as { readonly [key: string]: JsonValue | undefined }).map(([key, member]) => {
    const name = `${JSON.stringify(key)}: `
    return `${inner}${name}${print(member, inner, name.length)}`
  })
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`
}

function flatText(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(flatText).join(', ')}]`
  const members = membersOf(value as { readonly [key: string]: JsonValue | undefined })
  if (members.length === 0) return '{}'
  return `{ ${members.map(([key, member]) => `${JSON.stringify(key)}: ${flatText(member)}`).join(', ')} }`
}

const membersOf = (value: { readonly [key: string]: JsonValue | undefined }): (readonly [string, JsonValue])[] =>
  Object.entries(value).filter((member): member is [string, JsonValue] => member[1] !== undefined)
