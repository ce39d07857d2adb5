import { describe, expect, it } from 'vitest'
import { MAX_WATERMARK } from '../runtime/watermark.ts'
import { CasePrinter } from './case-printer.ts'

describe('CasePrinter', () => {
  it('names what is not supported and its place', () => {
    const lines: string[] = []
    const printer = new CasePrinter('c', ['SELECT 1', 'SELECT\n  FOO(1)'], (line) => lines.push(line))
    const span = { start: 9, end: 15 }
    const diagnostic = {
      code: 'unsupported',
      severity: 'error',
      message: 'x',
      span,
      phase: 'plan',
      unsupported: 'FOO',
    } as const
    printer.error(1, diagnostic, 'Unsupported')
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { case: 'c', stmt: 1, type: 'error', phase: 'plan', class: 'Unsupported', message: 'FOO (line 2, column 3)' },
    ])
  })

  it('prints watermarks near the end of time with all their digits', () => {
    const lines: string[] = []
    const printer = new CasePrinter('c', [], (line) => lines.push(line))
    printer.watermark(0, 'result', '3', MAX_WATERMARK)
    printer.watermark(0, 'result', '3', MAX_WATERMARK - 1000)
    printer.watermark(0, 'result', '3', 1704067199000)
    expect(lines.map((line) => /"value":(.*)}/.exec(line)?.[1])).toEqual([
      '"MAX"',
      '9223372036854774807',
      '1704067199000',
    ])
  })
})
