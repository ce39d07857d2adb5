import { describe, expect, it } from 'vitest'
import type { FlowSettings, KafkaSourceConfig } from '../records.ts'
import { kafkaSource } from './kafka-source.ts'
import type { KindContext } from './kind.ts'
import { NODE_KINDS, nodeKind } from './registry.ts'

const settings = (timeAttribute: FlowSettings['timeAttribute']): KindContext => ({
  settings: { timeAttribute, options: [] },
})
const event = settings('event')
const processing = settings('processing')

const source = (changes: Partial<KafkaSourceConfig>): KafkaSourceConfig => ({
  ...kafkaSource.defaults(),
  servers: 'broker:9092',
  topic: 'orders',
  columns: [
    { name: 'id', type: 'BIGINT' },
    { name: 'ts', type: 'TIMESTAMP(3)' },
    { name: 'note', type: 'STRING' },
  ],
  ...changes,
})
const codes = (config: KafkaSourceConfig, context = event): string[] =>
  kafkaSource.validate(config, context).map((problem) => `${problem.field}: ${problem.code}`)

describe('node kinds', () => {
  it.each(NODE_KINDS)('%s: each field reads back what was written', (kind) => {
    const descriptor = nodeKind(kind)
    for (const field of descriptor.fields) {
      if (field.input !== 'text' && !field.input.startsWith('sql')) continue
      const before = descriptor.defaults()
      expect(field.read(field.write(before, 'x y'))).toBe('x y')
      expect(before).toEqual(descriptor.defaults())
    }
  })

  it.each(NODE_KINDS)('%s: its problems name fields of its form', (kind) => {
    const descriptor = nodeKind(kind)
    const fields = descriptor.fields.map((field) => field.id)
    for (const problem of descriptor.validate(descriptor.defaults(), event)) expect(fields).toContain(problem.field)
  })
})

describe('the Kafka source', () => {
  it('starts at the latest offset unless told otherwise', () => {
    expect(kafkaSource.defaults().startup).toEqual({ mode: 'latest-offset' })
  })

  it('shows the event-time field only where the job runs on event time', () => {
    const field = kafkaSource.fields.find((candidate) => candidate.id === 'eventTime.column')
    expect(field?.visibleWhen?.(source({}), event)).toBe(true)
    expect(field?.visibleWhen?.(source({}), processing)).toBe(false)
  })

  it('takes a timestamp or a BIGINT of milliseconds as event time, nothing else', () => {
    expect(codes(source({ eventTime: { column: 'ts', delayMs: 0 } }))).toEqual([])
    expect(codes(source({ eventTime: { column: 'id', delayMs: 0 } }))).toEqual([])
    expect(codes(source({ eventTime: { column: 'note', delayMs: 0 } }))).toEqual(['eventTime.column: event-time.type'])
    expect(codes(source({ eventTime: { column: 'gone', delayMs: 0 } }))).toEqual(['eventTime.column: column.unknown'])
  })

  it('refuses a timestamp of more than three digits as event time', () => {
    const columns = [{ name: 'ts', type: 'TIMESTAMP(6)' }]
    expect(codes(source({ columns, eventTime: { column: 'ts', delayMs: 0 } }))).toEqual([
      'eventTime.column: event-time.type',
    ])
  })

  it('refuses a primary key on a format that only inserts', () => {
    expect(codes(source({ primaryKey: ['id'] }))).toEqual(['primaryKey: key.append-only'])
    expect(codes(source({ primaryKey: ['id'], format: 'debezium-json' }))).toEqual([])
  })

  it('refuses custom parameters that repeat a field of the form', () => {
    const properties = [
      { key: 'group.id', value: 'x' },
      { key: 'session.timeout.ms', value: '1' },
      { key: 'properties.session.timeout.ms', value: '2' },
    ]
    expect(codes(source({ properties }))).toEqual(['properties: option.reserved', 'properties: option.repeated'])
  })

  it('keeps no start time when the start position is not a time', () => {
    const mode = kafkaSource.fields.find((field) => field.id === 'startup.mode')
    const timed = source({ startup: { mode: 'timestamp', millis: 5 } })
    expect(mode?.write(timed, 'earliest-offset')).toMatchObject({ startup: { mode: 'earliest-offset' } })
  })
})
