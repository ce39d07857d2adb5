import { describe, expect, it } from 'vitest'
import { parseScript } from './parse-script.ts'
import { ScriptReader } from './script-reader.ts'
import { STATEMENT_SAMPLES } from './testing-kit/samples.ts'

const reads = (reader: ScriptReader, text: string): void => {
  const { statements, diagnostics } = reader.read(text)
  expect({ statements, diagnostics }, text).toEqual(parseScript(text))
}

describe('reading a script while it is typed', () => {
  it.each([
    ['a letter', 'SELECT a FROM t;\nSELECT bb FROM t;\nSELECT c FROM t;'],
    ['a semicolon taken away', 'SELECT a FROM t;\nSELECT b FROM t\nSELECT c FROM t;'],
    ['a quote opened', "SELECT a FROM t;\nSELECT 'b FROM t;\nSELECT c FROM t;"],
    ['a comment opened', 'SELECT a FROM t;\n/* SELECT b FROM t;\nSELECT c FROM t;'],
    ['a statement put in', 'SELECT a FROM t;\nDROP TABLE x;SELECT b FROM t;\nSELECT c FROM t;'],
    ['nothing left', ''],
    ['blanks only', ' \n '],
  ])('gives what reading anew gives after %s, and back', (_, edited) => {
    const reader = new ScriptReader()
    const sound = 'SELECT a FROM t;\nSELECT b FROM t;\nSELECT c FROM t;'
    for (const text of [sound, edited, sound, `${edited} 'x'`, edited, `${sound} */`]) reads(reader, text)
  })

  it('gives what reading anew gives at every letter of a script', () => {
    const reader = new ScriptReader()
    const text = STATEMENT_SAMPLES.slice(0, 12).join(';\n')
    for (let length = 0; length <= text.length; length += 7) reads(reader, text.slice(0, length))
    for (let at = 0; at < text.length; at += 11) reads(reader, text.slice(0, at) + text.slice(at + 1))
  })

  it('keeps the statements that were not edited', () => {
    const reader = new ScriptReader()
    const first = reader.read('SELECT a FROM t; SELECT b FROM t; SELECT c FROM t')
    const second = reader.read('SELECT a FROM t; SELECT B FROM t; SELECT c FROM t')
    expect(second.parts[0]).toBe(first.parts[0])
    expect(second.parts[1]).not.toBe(first.parts[1])
    expect(second.parts[2]).toBe(first.parts[2])
  })
})
