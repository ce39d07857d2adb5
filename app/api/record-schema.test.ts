import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import type { RecordOf, RecordType } from '../flow/records.ts'
import { flow, version } from '../workspace/testing-kit/sample-records.ts'
import { parseRecord, type recordSchema } from './record-schema.ts'

// A field that a schema lacks would be refused at run time: the compiler compares them, optional ones too.
type Full<T> = T extends readonly (infer I)[]
  ? Full<I>[]
  : T extends object
    ? { -readonly [K in keyof T]-?: Full<Exclude<T[K], undefined>> }
    : T
type Parsed<T extends RecordType> = Full<Extract<z.output<typeof recordSchema>, { type: T }>>
type Differing = {
  [T in RecordType]: Full<RecordOf<T>> extends Parsed<T> ? (Parsed<T> extends Full<RecordOf<T>> ? never : T) : T
}[RecordType]

describe('record schemas', () => {
  it('have the fields of the record types, no more and no less', () => {
    const differing: Differing[] = []
    const none: readonly never[] = differing
    expect(none).toEqual([])
  })

  it.each([flow('flow_a', 'x'), version(flow('flow_a'), 1)])('give back a proper record: %j', (record) => {
    expect(parseRecord(JSON.parse(JSON.stringify(record)))).toEqual(record)
  })

  it.each([null, 1, 'flow', [], {}, { type: 'flow' }, { ...flow('flow_a'), settings: {} }, { ...flow('a') }])(
    'refuse %j',
    (json) => {
      expect(parseRecord(json)).toBeUndefined()
    },
  )
})
