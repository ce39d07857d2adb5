import { describe, expect, it } from 'vitest'
import { char, DATE, INT, STRING, TIME, timestamp, timestampLtz } from '../../../../types/construct-type.ts'
import { fromJson, type Json, toJson } from '../../../../types/json-form.ts'
import type { LogicalType } from '../../../../types/logical-type.ts'
import { call, column, literal, typeOfCall } from '../../testing-kit/call-function.ts'

const of = (type: LogicalType, json: Json) => column(type, fromJson(json, type))
const unit = (word: string) => literal(char(word.length), word)
const ts = (text: string) => of(timestamp(3), text)
const date = (text: string) => of(DATE, text)
const text = (value: string) => column(STRING, value)

describe('EXTRACT', () => {
  it.each([
    ['YEAR', ts('1969-12-31 23:59:59.001'), 1970],
    ['MILLISECOND', ts('1969-12-31 23:59:59.001'), -999],
    ['WEEK', date('2021-01-01'), 53],
    ['ISOYEAR', ts('2021-01-03 10:00:00.000'), 2020],
    ['DOW', ts('2024-01-31 00:00:00.001'), 4],
    ['SECOND', date('2024-12-30'), 20],
    ['EPOCH', date('1900-03-01'), -2203891200],
    ['CENTURY', ts('2024-01-31 00:00:00.001'), 21],
    ['NANOSECOND', of(timestamp(6), '2023-01-01 00:00:00.123456'), 123456000],
  ])('%s', (word, value, expected) => {
    expect(call('EXTRACT', [unit(word), value])).toBe(expected)
  })

  it('looks at the session zone', () => {
    const instant = of(timestampLtz(3), '2024-01-01 00:00:00.000Z')
    expect(call('YEAR', [instant], { zone: 'America/Sao_Paulo' })).toBe(2023)
  })

  it('refuses units of the calendar for a TIME when it plans', () => {
    expect(typeOfCall('EXTRACT', [unit('YEAR'), of(TIME, '10:00:00')])).toBe('plan')
  })
})

describe('FLOOR and CEIL', () => {
  it.each([
    ['CEIL', 'QUARTER', ts('2024-10-01 00:00:00.000'), '2025-01-01 00:00:00.000'],
    ['CEIL', 'MONTH', ts('2024-10-01 00:00:00.000'), '2024-10-01 00:00:00.000'],
    ['FLOOR', 'WEEK', date('2024-12-30'), '2024-12-29'],
    ['CEIL', 'DAY', date('2024-12-30'), '2024-12-31'],
    ['FLOOR', 'MILLENNIUM', date('2000-07-15'), '1001-01-01'],
    ['CEIL', 'DECADE', ts('1969-12-31 23:59:59.500'), '1980-01-01 00:00:00.000'],
    ['FLOOR', 'HOUR', date('1970-01-01'), '1970-01-01'],
  ])('%s to %s', (name, word, value, expected) => {
    expect(toJson(call(name, [value, unit(word)]), value.type)).toBe(expected)
  })
})

describe('moving times', () => {
  it.each([
    ['MONTH', 1, date('2024-01-31'), DATE, '2024-02-29'],
    ['WEEK', 12, date('2024-12-30'), DATE, '2025-03-24'],
    ['HOUR', -1, date('2000-07-15'), timestamp(6), '2000-07-14 23:00:00.000000'],
    ['YEAR', -1, date('2024-02-29'), DATE, '2023-02-28'],
    ['HOUR', -1, of(TIME, '00:00:00'), TIME, '23:00:00'],
    ['DAY', 5, of(TIME, '00:00:00'), TIME, '00:00:00'],
  ])('TIMESTAMPADD by %s', (word, n, value, type, expected) => {
    expect(toJson(call('TIMESTAMPADD', [unit(word), column(INT, n), value]), type)).toBe(expected)
  })

  it.each([
    ['MONTH', date('1900-03-01'), date('2024-02-28'), 1487],
    ['SECOND', date('1900-03-01'), date('2024-02-28'), -381997696],
    ['WEEK', date('1900-03-01'), date('2024-02-28'), -631],
    ['MILLISECOND', ts('2024-02-29 23:59:59.999'), ts('2024-03-01 00:00:00.000'), 0],
    ['YEAR', ts('2023-02-28 00:00:01.000'), ts('2024-02-28 00:00:00.000'), 0],
  ])('TIMESTAMPDIFF in %s', (word, from, to, expected) => {
    expect(call('TIMESTAMPDIFF', [unit(word), from, to])).toBe(expected)
  })

  it('overlaps by three truth values', () => {
    const day = (value: string | null) => of(timestamp(3), value)
    const periods = [
      day(null),
      day('2024-01-31 00:00:00.000'),
      day('2020-02-29 00:00:00.000'),
      day('2020-03-01 00:00:00.000'),
    ]
    expect(call('OVERLAPS', periods)).toBe(false)
  })
})

describe('times and texts', () => {
  it.each([
    ['e', '2024-02-29 23:59:59.999', '5'],
    ['w', '2024-10-01 00:00:00.000', '40'],
    ["'T'HH''mm", '2024-12-30 01:02:03.004', "T01'02"],
    ['EEE, d MMM yyyy', '2000-06-15 06:07:08.009', 'Thu, 15 Jun 2000'],
    ['SSSSSS', '2024-12-30 01:02:03.004', '004000'],
    ['YYYY QQQQ GGGG', '2024-12-30 01:02:03.004', '2025 4th quarter Anno Domini'],
  ])('formats by %s', (pattern, value, expected) => {
    expect(call('DATE_FORMAT', [ts(value), text(pattern)])).toBe(expected)
  })

  it.each([
    ['2024-02-30', 'yyyy-MM-dd', '2024-02-29 00:00:00.000'],
    ['2024-02-30 10:00:00', 'yyyy-MM-dd', '2024-03-01 10:00:00.000'],
    ['31 Jan 2024', 'dd MMM yyyy', '2024-01-31 00:00:00.000'],
    ['20240131 101112', 'yyyyMMdd HHmmss', '2024-01-31 10:11:12.000'],
    ['10:11', 'HH:mm', '1970-01-01 10:11:00.000'],
    ['x', 'bad format', null],
  ])('reads %s by %s', (value, pattern, expected) => {
    expect(toJson(call('TO_TIMESTAMP', [text(value), text(pattern)]), timestamp(3))).toBe(expected)
  })

  it('counts by the Julian calendar before 1582 in java.text', () => {
    expect(toJson(call('TO_DATE', [text('0001-01-01'), text('yyyy-MM-dd')]), DATE)).toBe('0000-12-30')
    expect(toJson(call('TO_DATE', [text('nope'), text('yyyy-MM-dd')]), DATE)).toBe('+1705471-09-27')
    expect(toJson(call('TO_DATE', [text('c'), text('')]), DATE)).toBe('+1705471-09-27')
  })

  it('takes the later instant of a repeated hour in java.text', () => {
    const zone = 'Europe/Berlin'
    expect(call('UNIX_TIMESTAMP', [text('2024-10-27 02:30:00')], { zone })).toBe(1729992600)
    expect(call('UNIX_TIMESTAMP', [text('x')], { zone })).toBe(-9223372036854775808n)
    expect(call('FROM_UNIXTIME', [column(INT, 44)], { zone: 'GMT+05:30' })).toBe('1970-01-01 05:30:44')
  })

  it('converts between zones, unknown ones being GMT', () => {
    const convert = (value: string, from: string, to: string) => call('CONVERT_TZ', [text(value), text(from), text(to)])
    expect(convert('2024-03-10 02:30:00', 'America/New_York', 'UTC')).toBe('2024-03-10 07:30:00')
    expect(convert('1970-01-01 00:00:00', 'UTC', 'PST')).toBe('1969-12-31 16:00:00')
    expect(convert('2024-01-01 00:00:00', 'UTC', 'Nowhere/Town')).toBe('2024-01-01 00:00:00')
  })
})
