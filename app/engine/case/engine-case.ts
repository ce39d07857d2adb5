import type { Json } from '../../types/json-form.ts'
import { splitScript } from './split-script.ts'

/** An engine case: tables and statements, the events that reach the tables, in order of arrival. */
export interface EngineCase {
  readonly id: string
  readonly config: Readonly<Record<string, string>>
  readonly statements: readonly string[]
  readonly tables: Readonly<Record<string, CaseTable>>
  readonly events: readonly CaseEvent[]
  readonly final: 'max' | 'none'
  readonly watermarks: boolean
  readonly continueOnError: boolean
}

/** What a case says of a table beyond its DDL. */
export interface CaseTable {
  readonly changelogMode?: string
  readonly sinkMode?: string
  readonly watermark?: string
  readonly lookup?: boolean
}

export interface CaseEvent {
  readonly t?: string
  readonly row?: Json
  readonly kind?: string
  readonly wm?: Json
  readonly idle?: boolean
  readonly active?: boolean
  readonly end?: boolean
  readonly fail?: boolean
  readonly sleep?: number
  readonly sync?: boolean
  readonly partition?: number
}

/** The cases of a text: one object, an array of them, or one object a line. */
export function readCases(text: string, origin: string): EngineCase[] {
  const documents = isOneDocument(text)
    ? [parseExact(text)]
    : text
        .split('\n')
        .filter((l) => l.trim())
        .map(parseExact)
  return documents
    .flatMap((document) => (Array.isArray(document) ? document : [document]))
    .map((raw) => normalize(raw as RawCase, origin))
}

interface RawCase extends Partial<Omit<EngineCase, 'statements'>> {
  readonly statements?: readonly string[]
  readonly script?: string
  readonly query?: string
}

function normalize(raw: RawCase, origin: string): EngineCase {
  const script = raw.script === undefined ? [] : splitScript(raw.script)
  const query = raw.query === undefined ? [] : [raw.query]
  return {
    id: raw.id ?? origin,
    config: Object.fromEntries(Object.entries(raw.config ?? {}).map(([key, value]) => [key, String(value)])),
    statements: [...(raw.statements ?? []), ...script, ...query],
    tables: raw.tables ?? {},
    events: raw.events ?? [],
    final: raw.final ?? 'max',
    watermarks: raw.watermarks ?? false,
    continueOnError: raw.continueOnError ?? false,
  }
}

/** JSON lines start a new object on the second line; one document goes on. */
function isOneDocument(text: string): boolean {
  const first = text.trimStart().split('\n', 1)[0] ?? ''
  try {
    JSON.parse(first)
    return false
  } catch {
    return true
  }
}

/** Numbers that a JavaScript number does not hold as written stay texts: BIGINT and DECIMAL are exact in cases. */
function parseExact(text: string): unknown {
  const reviver = (_key: string, value: unknown, context?: { readonly source?: string }): unknown => {
    const source = context?.source
    return typeof value === 'number' && source !== undefined && String(value) !== source ? source : value
  }
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown)
}
