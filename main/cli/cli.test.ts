import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// The command as a shell runs it, on a copy of the sample project.

const program = fileURLToPath(new URL('./millrace.ts', import.meta.url))
const sample = fileURLToPath(new URL('../../resources/sample', import.meta.url))
let folder = ''
let project = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-cli-'))
  project = join(folder, 'project')
  cpSync(sample, project, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function millrace(...args: readonly string[]) {
  const words = ['--disable-warning=ExperimentalWarning', program, ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('millrace', () => {
  it('lists its commands, and knows what a slip of the fingers meant', () => {
    expect(millrace('help')).toMatchObject({ status: 0, stdout: expect.stringContaining('millrace test [PATH…]') })
    expect(millrace('tset')).toMatchObject({ status: 2, stderr: expect.stringContaining('did you mean test?') })
  })

  it('tells wrong usage from a missing file', () => {
    expect(millrace('test', '--foo').status).toBe(2)
    expect(millrace('test', 'nowhere').status).toBe(3)
  })
})

describe('millrace test', () => {
  it('passes the sample project', () => {
    const { status, stdout } = millrace('test', 'project', '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ tests: 9, passed: 9, failed: 0, errors: 0 })
  })

  it('runs one test of one flow and writes JUnit XML', () => {
    const flow = join('project', 'flows', 'Late-payments')
    const name = 'A straggler is alerted but misses its window'
    const { status, stdout } = millrace('test', flow, '--test', name, '--junit', 'report.xml')
    expect(status).toBe(0)
    expect(stdout).toContain('1 late row dropped in overdue_totals')
    expect(readFileSync(join(folder, 'report.xml'), 'utf8')).toContain(`tests="1" failures="0" errors="0"`)
  })

  it('shows what differs and fails', () => {
    const file = join(project, 'flows/Clicks-per-minute/tests/Every-click-updates-the-total-of-its-page.json')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace('["+I", "/cart", "1", "1"]', '["+I", "/basket", "1", "1"]'))
    const { status, stdout } = millrace('test', 'project/flows/Clicks-per-minute')
    writeFileSync(file, before)
    expect(status).toBe(1)
    expect(stdout).toContain('- +I /basket 1 1')
    expect(stdout).toContain('+ +I /cart 1 1')
  })

  it('prints its tests as engine cases, which replay runs', () => {
    const cases = millrace('test', 'project/flows/Late-payments', '--as-cases')
    expect(cases.status).toBe(0)
    writeFileSync(join(folder, 'cases.jsonl'), cases.stdout)
    const lines = millrace('replay', 'cases.jsonl')
      .stdout.trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.filter(({ type }) => type === 'done').map(({ status }) => status)).toEqual(['ok', 'ok', 'ok'])
  })
})

describe('millrace check', () => {
  it('finds nothing wrong with the sample and explains its plans', () => {
    const { status, stdout } = millrace('check', 'project', '--explain')
    expect(status).toBe(0)
    expect(stdout).toContain('changelogMode=[I,UA]')
  })

  it('says file, line and column of a mistake in SQL', () => {
    const file = join(project, 'flows/Late-payments/overdue_totals.sql')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace('SUM(amount)', 'SUM(amuont)'))
    const { status, stdout } = millrace('check', 'project')
    writeFileSync(file, before)
    expect(status).toBe(1)
    expect(stdout).toMatch(/^project\/flows\/Late-payments\/overdue_totals\.sql:6:7: error: /)
  })

  it('looks at a script alone', () => {
    writeFileSync(join(folder, 'a.sql'), 'SELECT 1;\nSELECT x;')
    expect(millrace('check', 'a.sql')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^a\.sql:2:8: error: /),
    })
  })
})

describe('millrace compile', () => {
  it('prints a script that check accepts', () => {
    const { status, stdout } = millrace('compile', 'project', '--flow', 'Clean orders')
    expect(status).toBe(0)
    writeFileSync(join(folder, 'clean.sql'), stdout)
    expect(millrace('check', 'clean.sql')).toMatchObject({ status: 0, stdout: '' })
  })

  it('asks which flow', () => {
    expect(millrace('compile', 'project')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Late payments'),
    })
  })
})

describe('millrace import and export', () => {
  it('keep a project as it is, through a workspace', () => {
    expect(millrace('import', 'project', 'shop.millrace').status).toBe(0)
    expect(millrace('test', 'shop.millrace').status).toBe(0)
    expect(millrace('export', 'shop.millrace', 'again').status).toBe(0)
    for (const file of ['millrace.json', 'flows/Clean-orders/flow.json', 'packs/Six-clicks.csv'])
      expect(readFileSync(join(folder, 'again', file))).toEqual(readFileSync(join(project, file)))
  })

  it('overwrite nothing unasked', () => {
    expect(millrace('import', 'project', 'shop.millrace').status).toBe(2)
    expect(millrace('import', 'project', 'shop.millrace', '--replace').status).toBe(0)
    expect(millrace('export', 'shop.millrace', 'again').status).toBe(3)
  })

  it('say file and place of a mistake', () => {
    const copy = join(folder, 'broken')
    cpSync(sample, copy, { recursive: true })
    appendFileSync(join(copy, 'millrace.json'), '}')
    const { status, stderr } = millrace('import', 'broken', 'other.millrace')
    expect(status).toBe(1)
    expect(stderr).toMatch(/^broken\/millrace\.json:1:1: error: Not JSON/)
  })
})

describe('millrace functions', () => {
  it('finds functions by a word', () => {
    expect(millrace('functions', 'substring')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('SUBSTRING('),
    })
    expect(millrace('functions', 'nonsuch').status).toBe(1)
  })
})
