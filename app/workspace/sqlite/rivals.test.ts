import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../testing-kit/expect-result.ts'
import { testEnvironment } from '../testing-kit/test-environment.ts'
import { openSqliteStore } from './sqlite-store.ts'

const CHILD = fileURLToPath(new URL('./testing-kit/rival-child.ts', import.meta.url))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-rivals-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The revisions that were acknowledged to a rival; it may be stopped for a while in the middle. */
function runRival(order: object, pauseAfterMs?: number): Promise<number[]> {
  const child = spawn(process.execPath, [CHILD], { stdio: ['pipe', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (output === '') child.stdin.write(JSON.stringify(order))
    if (output === '' && pauseAfterMs !== undefined) {
      setTimeout(() => child.kill('SIGSTOP'), pauseAfterMs)
      setTimeout(() => child.kill('SIGCONT'), pauseAfterMs + 100)
    }
    output += text
  })
  return new Promise((resolve, reject) =>
    child.on('close', (code) => {
      if (code === 0) resolve(output.split('\n').slice(1, -1).map(Number))
      else reject(new Error(`a rival ended with ${code}`))
    }),
  )
}

describe('processes that want to write the same workspace', () => {
  it.each([1, 2, 3])('make one chain of revisions, whoever steals the lock from whom (seed %i)', async (seed) => {
    const path = join(folder, `${seed}.millrace`)
    expectOk(openSqliteStore(path, testEnvironment())).close()
    const rivals = ['ann', 'bob', 'carol', 'dan'].map((name, index) =>
      runRival({ path, name, seed: seed * 10 + index, saves: 25 }, index === 0 ? 20 : undefined),
    )
    const acknowledged = (await Promise.all(rivals)).flat().sort((a, b) => a - b)
    expect(acknowledged.length).toBeGreaterThan(50)
    expect(acknowledged).toEqual(acknowledged.map((_, index) => index + 1))
    const store = expectOk(openSqliteStore(path, testEnvironment()))
    const { revision, records } = expectOk(store.load())
    expect(revision).toBe(acknowledged.length)
    expect(records).toHaveLength(acknowledged.length)
    store.close()
  })
})
