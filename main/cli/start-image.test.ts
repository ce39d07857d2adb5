import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeStartImage } from '../../tools/make-start-image.ts'
import { projectTop } from '../../tools/module-graph.ts'
import { areUnchanged, stampSources } from './source-stamps.ts'

const source = join(projectTop, 'main/cli/millrace.ts')
const folder = mkdtempSync(join(tmpdir(), 'millrace-image-test-'))
const image = join(folder, 'start.image')

beforeAll(async () => {
  expect(await makeStartImage(image)).toBe(true)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

function run(words: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { input, encoding: 'utf8', cwd: projectTop })
  return { status, stdout, stderr }
}

describe('a start from the image', () => {
  const engineCase = JSON.stringify({
    id: 'a',
    statements: [
      "CREATE TABLE t (k STRING, v DECIMAL(10, 2)) WITH ('connector' = 'kafka', 'format' = 'json')",
      "SELECT k, SUM(v), COUNT(DISTINCT v) FROM t WHERE REGEXP(k, '^[a-z]+$') GROUP BY k",
    ],
    events: [
      { t: 't', row: { k: 'a', v: 1.5 } },
      { t: 't', row: { k: '1', v: 1 } },
      { t: 't', row: { k: 'a', v: 2 } },
    ],
  })

  it.each([
    { words: ['replay', '-'], input: engineCase },
    { words: ['check', 'resources/sample'], input: '' },
    { words: ['export', 'no-such.millrace', 'nowhere'], input: '' },
    { words: ['no-such-command'], input: '' },
  ])('says what a start from source says: $words', ({ words, input }) => {
    const fromImage = run(['--snapshot-blob', image, source, ...words], input)
    expect(fromImage).toEqual(run([source, ...words], input))
    expect(fromImage.stdout + fromImage.stderr).not.toBe('')
  })

  it('opens databases, whose native module is no part of it', () => {
    const workspace = join(folder, 'sample.millrace')
    const fromImage = (...words: string[]) => run(['--snapshot-blob', image, 'main/cli/millrace.ts', ...words])
    expect(fromImage('import', 'resources/sample', workspace)).toMatchObject({ status: 0, stderr: '' })
    const compiled = fromImage('compile', workspace, '--flow', 'Late payments')
    expect(compiled).toEqual(run([source, 'compile', workspace, '--flow', 'Late payments']))
    expect(compiled.stdout).toContain('CREATE TEMPORARY TABLE')
  })

  it('gives way to the launcher where the sources are not those that it was made of', () => {
    const elsewhere = join(folder, 'main/cli')
    mkdirSync(elsewhere, { recursive: true })
    writeFileSync(join(elsewhere, 'millrace.mjs'), 'console.log(process.env.MILLRACE_START, ...process.argv.slice(2))')
    const { status, stdout } = run(['--snapshot-blob', image, join(elsewhere, 'millrace.ts'), 'replay', '--help'])
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'stale replay --help\n' })
  })
})

describe('the stamps of sources', () => {
  it('tell a file that was written again, also where its size and its age seem the same as before', () => {
    const file = join(folder, 'a.ts')
    writeFileSync(file, 'const a = 1')
    const stamps = stampSources(folder, ['a.ts'])
    expect(areUnchanged(folder, stamps)).toBe(true)
    writeFileSync(file, 'const a = 12')
    utimesSync(file, new Date(stamps[0]?.milliseconds ?? 0), new Date(stamps[0]?.milliseconds ?? 0))
    expect(areUnchanged(folder, stamps)).toBe(false)
    writeFileSync(file, 'const a = 2')
    utimesSync(file, new Date(0), new Date(0))
    expect(areUnchanged(folder, stamps)).toBe(false)
    rmSync(file)
    expect(areUnchanged(folder, stamps)).toBe(false)
  })
})
