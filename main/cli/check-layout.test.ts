import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runMillrace as millrace } from './testing-kit/run-millrace.ts'

const WRITTEN = `-- what it is for
create table t (a int) with ('connector'='print') ; insert into t select 1 -- one
;`
let folder = ''
let file = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-layout-'))
  file = join(folder, 'script.sql')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('millrace check --format', () => {
  it('tells which files are not in the house layout, and changes nothing', async () => {
    writeFileSync(file, WRITTEN)
    expect(await millrace('check', file, '--format')).toMatchObject({
      status: 1,
      stdout: `${file}:1:1: error: not in the house layout [layout]\n`,
    })
    expect(readFileSync(file, 'utf8')).toBe(WRITTEN)
  })

  it('lays them out on request, comments kept, and then has nothing more to say', async () => {
    expect((await millrace('check', file, '--format', '--write')).status).toBe(0)
    const laidOut = readFileSync(file, 'utf8')
    expect(laidOut).toContain('-- what it is for\nCREATE TABLE t')
    expect(laidOut).toContain('1 -- one')
    expect(await millrace('check', file, '--format')).toEqual({ status: 0, stdout: '', stderr: '' })
    await millrace('check', file, '--format', '--write')
    expect(readFileSync(file, 'utf8')).toBe(laidOut)
  })

  it('wants to be asked before it writes', async () => {
    expect((await millrace('check', file, '--write')).status).toBe(2)
  })
})
