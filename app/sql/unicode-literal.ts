import type { Cursor } from './cursor.ts'
import { span } from './span.ts'

/** The text of U&'..': \0041 is a code unit, \\ the escape character itself; UESCAPE names another one. */
export function decodeUnicode(c: Cursor, text: string, start: number): string {
  const mark = c.take('UESCAPE') ? c.string() : '\\'
  const refuse = () => c.refuse('parse.bad-unicode-escape', {}, span(start, c.previous().end))
  if (mark.length !== 1 || /[0-9a-fA-F+'"\s]/.test(mark)) refuse()
  let decoded = ''
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at)
    if (char !== mark) {
      decoded += char
      at++
    } else if (text.charAt(at + 1) === mark) {
      decoded += mark
      at += 2
    } else {
      const digits = text.slice(at + 1, at + 5)
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) refuse()
      decoded += String.fromCharCode(Number.parseInt(digits, 16))
      at += 5
    }
  }
  return decoded
}
