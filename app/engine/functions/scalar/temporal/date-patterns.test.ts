import { describe, expect, it } from 'vitest'
import { BIGINT, STRING, timestamp } from '../../../../types/construct-type.ts'
import { call, column } from '../../testing-kit/call-function.ts'

const text = (value: string) => column(STRING, value)
const format = (millis: number, pattern: string) => call('DATE_FORMAT', [column(timestamp(3), millis), text(pattern)])
const fromUnix = (seconds: number, pattern: string, zone: string) =>
  call('FROM_UNIXTIME', [column(BIGINT, seconds), text(pattern)], { zone })
const toTimestamp = (value: string, pattern: string) => call('TO_TIMESTAMP', [text(value), text(pattern)])

const LEAP_DAY = 1709210096789
const JULY = 1720000000

// The JVM's own answers.
describe('letters of date patterns', () => {
  it.each([
    ['F', '1'],
    ['g', '60369'],
    ['B', 'in the afternoon'],
    ['e', '5'],
    ['ww', '09'],
    ['QQQ', 'Q1'],
  ])('formats by %s of java.time', (pattern, expected) => {
    expect(format(LEAP_DAY, pattern)).toBe(expected)
  })

  it.each([
    ['z', 'Europe/Berlin', 'CEST'],
    ['z', 'America/Los_Angeles', 'PDT'],
    ['z', 'UTC', 'UTC'],
    ['Z', 'Asia/Kolkata', '+0530'],
    ['XXX', 'America/New_York', '-04:00'],
    ['X', 'UTC', 'Z'],
  ])('formats by %s of java.text in %s', (pattern, zone, expected) => {
    expect(fromUnix(JULY, pattern, zone)).toBe(expected)
  })

  it.each([
    ['60', 'D', 0],
    ['x', 'D', null],
    ['123', 'A', 123],
    ['20240229', 'n', 20],
    ['AM', 'a', 21600000],
    ['Mon', 'E', 0],
    ['24', 'H', 0],
    ['2024-01-31', 'ddd', null],
  ])('reads %j by %s', (value, pattern, expected) => {
    expect(toTimestamp(value, pattern)).toBe(expected)
  })
})
