import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BIGINT, DOUBLE, STRING } from '../types/construct-type.ts'
import { decodeCsv } from './csv/csv.ts'
import { DEFAULT_DECODE_OPTIONS } from './decode-options.ts'
import { inferCsvColumns, inferNdjsonColumns } from './infer-columns.ts'
import { type JsonNode, JsonNumber } from './json/json-node.ts'
import { JsonSyntaxError, scanJson } from './json/scan-json.ts'
import { decodeNdjson } from './ndjson.ts'

// Texts from anywhere: they are read or refused by line, and nothing else happens.

const fields = [
  { name: 'a', type: BIGINT },
  { name: '__proto__', type: STRING },
  { name: 'constructor', type: DOUBLE },
]
const piece = fc.constantFrom(
  ...['{', '}', '[', ']', '"', ':', ',', '\\', '\\u', '\n', '\r', '\t', ' ', ';', "'", '\u2028', '\ud800', '\u0000'],
  ...[
    '1',
    '-',
    '.',
    'e',
    '1e999',
    '9223372036854775808',
    'true',
    'null',
    '"a"',
    '"__proto__"',
    '"constructor"',
    '{"a":',
  ],
)
const hostile = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

const plain = (node: JsonNode): unknown => {
  if (node instanceof JsonNumber) return Number(node.text)
  if (Array.isArray(node)) return node.map(plain)
  if (node instanceof Map) return Object.fromEntries([...node].map(([key, value]) => [key, plain(value)]))
  return node
}

function attempt<T>(read: () => T): { readonly value: T } | 'refused' {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof JsonSyntaxError) return 'refused'
    throw error
  }
}

describe('hostile texts', () => {
  it('are JSON exactly when they are JSON, but for control characters, which may stand in strings', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const scanned = attempt(() => plain(scanJson(text)))
        const parsed = attempt(() => JSON.parse(text))
        const hasControls = [...text].some((character) => character < ' ')
        if (parsed !== 'refused' || !hasControls) expect(scanned).toEqual(parsed)
      }),
      { numRuns: 2_000 },
    )
  })

  it('as JSON values come back as they were', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(plain(scanJson(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('are rows or problems, in NDJSON and CSV, and leave the prototype alone', () => {
    const before = Object.getOwnPropertyNames(Object.prototype).length
    fc.assert(
      fc.property(hostile, fc.constantFrom(',', ';', '\t', '||'), fc.boolean(), (text, delimiter, header) => {
        const ndjson = decodeNdjson(text, fields, DEFAULT_DECODE_OPTIONS)
        const csv = decodeCsv(text, { delimiter, header }, fields, DEFAULT_DECODE_OPTIONS)
        for (const { rows, lines, problems } of [ndjson, csv]) {
          expect(lines).toHaveLength(rows.length)
          for (const row of rows) expect(row).toHaveLength(fields.length)
          for (const { line } of problems) expect(line).toBeGreaterThan(0)
        }
        for (const inference of [inferNdjsonColumns(), inferCsvColumns({ delimiter, header })]) {
          inference.take(text)
          for (const { type } of inference.columns()) expect(type).not.toBe('')
        }
      }),
      { numRuns: 2_000 },
    )
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before)
  })
})
