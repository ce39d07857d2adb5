import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../types/value.ts'
import { DEFAULT_DECODE_OPTIONS, type DecodeOptions } from './decode-options.ts'
import type { RowProblem } from './decoded-rows.ts'
import type { Wanted } from './json/scanned-field.ts'
import { NdjsonReader } from './ndjson-reader.ts'
import { FIELDS, jsonLines } from './testing-kit/json-texts.ts'
import { type ReadRows, readByTree } from './testing-kit/read-by-tree.ts'

const OPTIONS: readonly (readonly [string, Partial<DecodeOptions>])[] = [
  ['as tables mostly are', {}],
  ['ignoring errors', { ignoreErrors: true }],
  ['refusing missing fields', { failOnMissing: true }],
  ['with ISO times', { timestamps: 'ISO-8601' }],
]

/** The text in so many chunks. */
function read(text: string, options: DecodeOptions, wanted?: readonly Wanted[], chunks = 1): ReadRows {
  const problems: RowProblem[] = []
  const [rows, lines]: [(readonly Value[])[], number[]] = [[], []]
  const reader = new NdjsonReader(FIELDS, options, (problem) => problems.push(problem), wanted)
  const texts = text.split(/(?<=\n)/)
  for (let first = 0; first < texts.length; first += Math.ceil(texts.length / chunks)) {
    const part = texts.slice(first, first + Math.ceil(texts.length / chunks)).join('')
    reader.open({ text: part, line: first + 1 })
    for (let row = reader.next(); row !== undefined; row = reader.next()) {
      rows.push(row)
      lines.push(reader.line)
    }
  }
  return { rows, lines, problems }
}

/** The value without what nobody wants of it. */
function only(value: Value, wanted: Wanted): Value {
  if (wanted === false) return null
  if (wanted === true || !Array.isArray(value)) return value
  return (value as readonly Value[]).map((part, i) => only(part, wanted[i] ?? false))
}

describe('NdjsonReader', () => {
  it.each(OPTIONS)('reads every text as it is read by way of a tree: %s', (_, changed) => {
    const options = { ...DEFAULT_DECODE_OPTIONS, ...changed }
    fc.assert(
      fc.property(jsonLines, fc.integer({ min: 1, max: 3 }), (text, chunks) => {
        expect(read(text, options, undefined, chunks)).toEqual(readByTree(text, FIELDS, options))
      }),
      { numRuns: 2000 },
    )
  })

  it.each(OPTIONS)('leaves out at most what nobody wants, and misses no mistake in it: %s', (_, changed) => {
    const options = { ...DEFAULT_DECODE_OPTIONS, ...changed }
    const part = fc.oneof(fc.boolean(), fc.array(fc.boolean(), { maxLength: 3 }))
    const parts = fc.array(part, { minLength: FIELDS.length, maxLength: FIELDS.length })
    fc.assert(
      fc.property(jsonLines, parts, (text, chosen) => {
        const wanted = chosen.map((each, i) => (FIELDS[i]?.type.kind === 'ROW' ? each : each !== false))
        const [some, all] = [read(text, options, wanted), readByTree(text, FIELDS, options)]
        const picked = (rows: ReadRows['rows']) =>
          rows.map((row) => row.map((value, i) => only(value, wanted[i] ?? true)))
        expect({ ...some, rows: picked(some.rows) }).toEqual({ ...all, rows: picked(all.rows) })
      }),
      { numRuns: 1000 },
    )
  })

  it('counts lines from the first one of the chunk', () => {
    const reader = new NdjsonReader(FIELDS, DEFAULT_DECODE_OPTIONS, () => undefined)
    reader.open({ text: '{"id":1}\n\n', line: 1 })
    expect(reader.next()?.[0]).toBe(1)
    expect(reader.next()).toBeUndefined()
    reader.open({ text: '\n{"id":2}', line: 7 })
    expect(reader.next()?.[0]).toBe(2)
    expect(reader.line).toBe(8)
  })

  it('checks what nobody reads, and leaves it out', () => {
    const problems: RowProblem[] = []
    const place = (name: string): number => FIELDS.findIndex((field) => field.name === name)
    const wanted = FIELDS.map(({ name }) => (name === 'r' ? [true] : name === 'id'))
    const reader = new NdjsonReader(FIELDS, DEFAULT_DECODE_OPTIONS, (problem) => problems.push(problem), wanted)
    reader.open({ text: '{"id":1,"s":"x","r":{"a":2,"s":"y"}}\n{"id":1,"r":{"a":"no number"}}', line: 1 })
    const row = reader.next()
    expect([row?.[0], row?.[place('s')], row?.[place('r')]]).toEqual([1, null, [2, null, null]])
    expect(reader.next()).toBeUndefined()
    expect(problems[0]?.column).toBe('r')
  })
})
