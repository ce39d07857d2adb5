import { describe, expect, it } from 'vitest'
import { readArguments } from './read-arguments.ts'

describe('the words after npm start', () => {
  it.each([
    [[], { workspace: undefined, noWindow: false, help: false }],
    [['--workspace', 'a.millrace'], { workspace: '/here/a.millrace', noWindow: false, help: false }],
    [['-w', '/there/a.millrace', '--no-window'], { workspace: '/there/a.millrace', noWindow: true, help: false }],
    [['--workspace=file:a?mode=memory'], { workspace: '/here/file:a?mode=memory', noWindow: false, help: false }],
    [['-h'], { workspace: undefined, noWindow: false, help: true }],
  ])('%j mean %j', (words, expected) => {
    expect(readArguments(words, '/here')).toEqual(expected)
  })

  it.each([[['--windows']], [['a.millrace']], [['--workspace']]])('%j are refused with a reason', (words) => {
    expect(() => readArguments(words, '/here')).toThrow(/'/)
  })
})
