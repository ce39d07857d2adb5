import { describe, expect, it } from 'vitest'
import { zoneOrGmt } from '../../../../types/zone.ts'
import { createTimeShift } from './zone-shift.ts'

const utc = (text: string): number => Date.parse(`${text}Z`)
const shiftOf = (zone: string) => createTimeShift(zoneOrGmt(zone))
const timer = (zone: string, local: string) => new Date(shiftOf(zone).toTimer(utc(local))).toISOString()

// Expected instants were read off real Flink's window results.
describe('createTimeShift', () => {
  it('lays local time over instants', () => {
    expect(shiftOf('Asia/Kolkata').toLocal(utc('2024-01-01T00:00:00'))).toBe(utc('2024-01-01T05:30:00'))
    expect(shiftOf('Asia/Kolkata').toInstant(utc('2024-01-01T05:30:00'))).toBe(utc('2024-01-01T00:00:00'))
  })

  it('fires a local time that comes twice at the second', () => {
    expect(timer('Europe/Berlin', '2024-10-27T02:59:59.999')).toBe('2024-10-27T01:59:59.999Z')
    expect(timer('Europe/Berlin', '2024-10-27T01:59:59.999')).toBe('2024-10-26T23:59:59.999Z')
  })

  it('fires a local time that is skipped at the gap', () => {
    expect(timer('Europe/Berlin', '2024-03-31T02:59:59.999')).toBe('2024-03-31T01:00:00.000Z')
  })

  it('takes a change of half an hour for one of a whole hour, as Flink does', () => {
    expect(timer('Australia/Lord_Howe', '2024-04-07T01:29:59.999')).toBe('2024-04-06T15:29:59.999Z')
    expect(timer('Australia/Lord_Howe', '2024-04-07T01:59:59.999')).toBe('2024-04-06T15:59:59.999Z')
  })

  it('names the instant of a window by the first of two', () => {
    expect(shiftOf('Europe/Berlin').toInstant(utc('2024-10-27T02:59:59.999'))).toBe(utc('2024-10-27T00:59:59.999'))
  })
})
