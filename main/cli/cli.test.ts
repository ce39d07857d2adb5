import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runMillrace as millrace } from './testing-kit/run-millrace.ts'

// Commands on a copy of the sample project.

const program = fileURLToPath(new URL('./millrace.ts', import.meta.url))
const before = process.cwd()
const sample = fileURLToPath(new URL('../../resources/sample', import.meta.url))
let folder = ''
let project = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-cli-'))
  project = join(folder, 'project')
  cpSync(sample, project, { recursive: true })
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true, force: true })
})

describe('millrace', () => {
  it('lists its commands, and knows what a slip of the fingers meant', async () => {
    expect(await millrace('help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('millrace test [PATH…]'),
    })
    expect(await millrace('tset')).toMatchObject({ status: 2, stderr: expect.stringContaining('did you mean test?') })
  })

  it('has for every command a help of its own, which names its exit codes', async () => {
    const { stdout } = await millrace('--help')
    const names = [...stdout.matchAll(/^ {2}millrace (\w+)/gm)].map(([, name = '']) => name)
    expect(names).toEqual(expect.arrayContaining(['open', 'test', 'replay', 'check', 'compile', 'publish', 'diff']))
    for (const name of names) {
      const help = await millrace(name, '--help')
      expect(help).toMatchObject({ status: 0, stdout: expect.stringMatching(`^Usage: millrace ${name}`) })
      expect(help.stdout).toContain('Exit code:')
    }
  })

  it('tells wrong usage from a missing file', async () => {
    expect((await millrace('test', '--foo')).status).toBe(2)
    expect((await millrace('test', 'nowhere')).status).toBe(3)
    expect((await millrace('replay')).status).toBe(2)
    expect((await millrace('replay', 'nowhere.json')).status).toBe(3)
  })
})

describe('millrace test', () => {
  it('passes the sample project', async () => {
    const { status, stdout } = await millrace('test', 'project', '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ tests: 9, passed: 9, failed: 0, errors: 0 })
  })

  it('runs one test of one flow and writes JUnit XML', async () => {
    const flow = join('project', 'flows', 'Late-payments')
    const name = 'A straggler is alerted but misses its window'
    const { status, stdout } = await millrace('test', flow, '--test', name, '--junit', 'report.xml')
    expect(status).toBe(0)
    expect(stdout).toContain('1 late row dropped in overdue_totals')
    expect(readFileSync(join(folder, 'report.xml'), 'utf8')).toContain(`tests="1" failures="0" errors="0"`)
  })

  it('shows what differs and fails', async () => {
    const file = join(project, 'flows/Clicks-per-minute/tests/Every-click-updates-the-total-of-its-page.json')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace('["+I", "/cart", "1", "1"]', '["+I", "/basket", "1", "1"]'))
    const { status, stdout } = await millrace('test', 'project/flows/Clicks-per-minute')
    writeFileSync(file, before)
    expect(status).toBe(1)
    expect(stdout).toContain('- +I /basket 1 1')
    expect(stdout).toContain('+ +I /cart 1 1')
  })

  it('prints its tests as engine cases, which replay runs', async () => {
    const cases = await millrace('test', 'project/flows/Late-payments', '--as-cases')
    expect(cases.status).toBe(0)
    writeFileSync(join(folder, 'cases.jsonl'), cases.stdout)
    const words = ['--disable-warning=ExperimentalWarning', program, 'replay', 'cases.jsonl']
    const replayed = spawnSync(process.execPath, words, { encoding: 'utf8' })
    const lines = replayed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.filter(({ type }) => type === 'done').map(({ status }) => status)).toEqual(['ok', 'ok', 'ok'])
  })
})

describe('millrace check', () => {
  it('finds nothing wrong with the sample and explains its plans', async () => {
    const { status, stdout } = await millrace('check', 'project', '--explain')
    expect(status).toBe(0)
    expect(stdout).toContain('changelogMode=[I,UA]')
    expect(stdout).toContain('state: accumulators of every group')
  })

  it('prints the functions that are generated', async () => {
    const { status, stdout } = await millrace('check', 'project', '--explain', 'codegen')
    expect(status).toBe(0)
    expect(stdout).toContain('// ---- GroupAggregate(')
    expect(stdout).toContain('return function calc(row) {')
  })

  it('warns at the node without failing', async () => {
    const { status, stdout } = await millrace('check', 'project')
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^project\/flows\/Clean-orders\/bad_by_reason\.sql:1:1: warning: .*\[advice\.group-state\]$/m,
    )
  })

  it('says file, line and column of a mistake in SQL', async () => {
    const file = join(project, 'flows/Late-payments/overdue_totals.sql')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace('SUM(amount)', 'SUM(amuont)'))
    const { status, stdout } = await millrace('check', 'project')
    writeFileSync(file, before)
    expect(status).toBe(1)
    expect(stdout).toMatch(/^project\/flows\/Late-payments\/overdue_totals\.sql:6:7: error: /m)
  })

  it('looks at a script alone', async () => {
    writeFileSync(join(folder, 'a.sql'), 'SELECT 1;\nSELECT x;')
    expect(await millrace('check', 'a.sql')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^a\.sql:2:8: error: /),
    })
  })
})

describe('millrace compile', () => {
  it('prints a script that check accepts', async () => {
    const { status, stdout } = await millrace('compile', 'project', '--flow', 'Clean orders')
    expect(status).toBe(0)
    writeFileSync(join(folder, 'clean.sql'), stdout)
    const checked = await millrace('check', 'clean.sql')
    expect(checked.status).toBe(0)
    expect(checked.stdout).not.toContain(': error:')
  })

  it('asks which flow', async () => {
    expect(await millrace('compile', 'project')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Late payments'),
    })
  })
})

describe('millrace import and export', () => {
  it('keep a project as it is, through a workspace', async () => {
    expect((await millrace('import', 'project', 'shop.millrace')).status).toBe(0)
    expect((await millrace('test', 'shop.millrace')).status).toBe(0)
    expect((await millrace('export', 'shop.millrace', 'again')).status).toBe(0)
    for (const file of ['millrace.json', 'flows/Clean-orders/flow.json', 'packs/Six-clicks.csv'])
      expect(readFileSync(join(folder, 'again', file))).toEqual(readFileSync(join(project, file)))
  })

  it('overwrite nothing unasked', async () => {
    expect((await millrace('import', 'project', 'shop.millrace')).status).toBe(2)
    expect((await millrace('import', 'project', 'shop.millrace', '--replace')).status).toBe(0)
    expect((await millrace('export', 'shop.millrace', 'again')).status).toBe(3)
  })

  it('say file and place of a mistake', async () => {
    const copy = join(folder, 'broken')
    cpSync(sample, copy, { recursive: true })
    appendFileSync(join(copy, 'millrace.json'), '}')
    const { status, stderr } = await millrace('import', 'broken', 'other.millrace')
    expect(status).toBe(1)
    expect(stderr).toMatch(/^broken\/millrace\.json:1:1: error: Not JSON/)
  })
})

describe('millrace functions', () => {
  it('finds functions by a word', async () => {
    expect(await millrace('functions', 'substring')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('SUBSTRING('),
    })
    expect((await millrace('functions', 'nonsuch')).status).toBe(1)
  })
})
