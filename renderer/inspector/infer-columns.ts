import type { SchemaColumn } from '../../app/flow/records.ts'

/** Columns for messages as they look: one JSON object, an array of them, or one a line. Undefined: none of these. */
export function inferColumns(text: string): readonly SchemaColumn[] | undefined {
  const messages = readMessages(text.trim())
  if (messages === undefined || messages.length === 0) return undefined
  const types = new Map<string, string>()
  for (const message of messages) {
    for (const [name, value] of Object.entries(message)) {
      const type = inferType(value)
      types.set(name, type === undefined ? (types.get(name) ?? '') : widen(types.get(name), type))
    }
  }
  // A column that was null everywhere can only be guessed.
  return [...types].map(([name, type]) => ({ name, type: type === '' ? 'STRING' : type }))
}

type Message = Readonly<Record<string, unknown>>

function readMessages(text: string): readonly Message[] | undefined {
  const whole = parse(text)
  const values = Array.isArray(whole)
    ? whole
    : whole !== undefined
      ? [whole]
      : text.split('\n').filter(Boolean).map(parse)
  return values.every(isMessage) ? values : undefined
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const TIMESTAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d(\.\d+)?)?$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/
const DATE = /^\d{4}-\d\d-\d\d$/

/** Undefined for null, which says nothing. */
function inferType(value: unknown): string | undefined {
  if (value === null) return undefined
  if (typeof value === 'boolean') return 'BOOLEAN'
  if (typeof value === 'number') return Number.isInteger(value) ? 'BIGINT' : 'DOUBLE'
  if (typeof value === 'string') {
    if (TIMESTAMP.test(value)) return 'TIMESTAMP(3)'
    if (INSTANT.test(value)) return 'TIMESTAMP_LTZ(3)'
    return DATE.test(value) ? 'DATE' : 'STRING'
  }
  if (Array.isArray(value)) {
    const items = value.map(inferType).filter((type) => type !== undefined)
    return `ARRAY<${items.length === 0 ? 'STRING' : items.reduce(widen)}>`
  }
  const fields = Object.entries(value as Message).map(([name, field]) => `\`${name}\` ${inferType(field) ?? 'STRING'}`)
  return fields.length === 0 ? 'MAP<STRING, STRING>' : `ROW<${fields.join(', ')}>`
}

/** The type that holds both. */
function widen(before: string | undefined, type: string): string {
  if (before === undefined || before === '' || before === type) return type
  const both = new Set([before, type])
  if (both.has('BIGINT') && both.has('DOUBLE')) return 'DOUBLE'
  return 'STRING'
}
