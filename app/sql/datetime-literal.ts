import type { Cursor } from './cursor.ts'
import type { Token } from './token.ts'

const FORMATS = { DATE: 'yyyy-MM-dd', TIME: 'HH:mm:ss', TIMESTAMP: 'yyyy-MM-dd HH:mm:ss' } as const

/** Flink reads the text of a date, time or timestamp literal while it parses, and refuses what is none. */
export function checkDatetime(c: Cursor, type: keyof typeof FORMATS, text: string, token: Token): void {
  const valid = type === 'DATE' ? isDate(text) : type === 'TIME' ? isTime(text) : isTimestamp(text)
  if (!valid) c.refuse('parse.bad-datetime', { text, type, format: FORMATS[type] }, token)
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

function isDate(text: string): boolean {
  const match = /^ *(\d+)-(\d+)-(\d+)$/.exec(text)
  if (match === null) return false
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  if (year < 1 || year > 9999) return false
  const days = month === 2 && isLeap(year) ? 29 : DAYS[month - 1]
  return days !== undefined && day >= 1 && day <= days
}

function isTime(text: string): boolean {
  const match = /^ *(\d+):(\d+):(\d+)(\.\d*)?$/.exec(text)
  if (match === null) return false
  const [hour, minute, second] = match.slice(1, 4).map(Number) as [number, number, number]
  return hour < 24 && minute < 60 && second < 60
}

function isTimestamp(text: string): boolean {
  const trimmed = text.trimStart()
  const blank = trimmed.indexOf(' ')
  return blank < 0 ? isDate(trimmed) : isDate(trimmed.slice(0, blank)) && isTime(trimmed.slice(blank + 1))
}
