import { describe, expect, it } from 'vitest'
import { parseStatement } from '../../../app/sql/parse-script.ts'
import type { Program } from '../program.ts'
import { shrinkProgram } from './shrink-program.ts'

const program: Program = {
  id: 'p',
  family: 'join',
  statements: [
    "CREATE TABLE l (id INT, k STRING) WITH ('connector'='kafka', 'format'='json')",
    "CREATE TABLE r (id INT, v INT) WITH ('connector'='kafka', 'format'='debezium-json')",
    'SELECT l.k, COUNT(*) AS n FROM l LEFT JOIN r ON l.id = r.id AND r.v > 2 WHERE l.k IS NOT NULL GROUP BY l.k',
  ],
  events: [
    { t: 'l', row: [1, 'a'] },
    { t: 'r', kind: '-U', row: [1, 3] },
    { t: 'r', kind: '+U', row: [1, 4] },
  ],
  watermarks: true,
}
const smaller = [...shrinkProgram(program)]

describe('shrinkProgram', () => {
  it('gives only programs that can be read', () => {
    const unreadable = smaller
      .flatMap(({ statements }) => statements)
      .filter((text) => parseStatement(text).value === undefined)
    expect(unreadable).toEqual([])
  })

  it('takes away clauses, conditions, events, columns and settings', () => {
    const queries = smaller.map(({ statements }) => statements.at(-1))
    expect(queries).toContain('SELECT l.k, COUNT(*) AS n FROM l LEFT JOIN r ON l.id = r.id AND r.v > 2 GROUP BY l.k')
    expect(queries).toContain(
      'SELECT l.k, COUNT(*) AS n FROM l LEFT JOIN r ON l.id = r.id WHERE l.k IS NOT NULL GROUP BY l.k',
    )
    expect(smaller.some(({ events }) => events.length === 1 && events[0]?.t === 'l')).toBe(true)
    expect(smaller.some(({ watermarks }) => watermarks === undefined)).toBe(true)
    const narrow = smaller.find(({ statements }) => statements[1]?.startsWith('CREATE TABLE r (id INT) '))
    expect(narrow?.events[2]).toEqual({ t: 'r', kind: '+U', row: [1] })
  })

  it('keeps the two rows of an update together', () => {
    const halves = smaller.filter(
      ({ events }) => events.some(({ kind }) => kind === '-U') !== events.some(({ kind }) => kind === '+U'),
    )
    expect(halves).toEqual([])
  })
})
