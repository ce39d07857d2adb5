import { hostname } from 'node:os'
import { parseRecord } from '../../../app/api/record-schema.ts'
import { must } from '../../../app/base/assert.ts'
import type { Result } from '../../../app/base/result.ts'
import { diffOf } from '../../../app/flow/edits/diff-of.ts'
import { isProcessAlive } from '../../../app/workspace/sqlite/process-alive.ts'
import { openSqliteStore } from '../../../app/workspace/sqlite/sqlite-store.ts'
import { benchFlow } from '../bench-flow.ts'

const QUERY = 'SELECT id, channel, price, price * 2 AS doubled, `at` FROM events'

/** A workspace with one flow, whose test brings as many rows to the sink as its pack has. */
export function writeRowsWorkspace(path: string, rows: number): void {
  const store = value(
    openSqliteStore(path, {
      ...{ clock: Date.now, host: hostname(), pid: process.pid, isAlive: isProcessAlive, parseRecord },
    }),
  )
  const bytes = new TextEncoder().encode(Array.from({ length: rows }, (_, row) => lineOf(row)).join(''))
  const blob = value(store.putBlob(bytes))
  const columns = [
    { name: 'id', type: 'BIGINT' },
    { name: 'channel', type: 'STRING' },
    { name: 'price', type: 'DECIMAL(10, 2)' },
    { name: 'at', type: 'TIMESTAMP(3)' },
  ]
  const { token } = value(store.lock('millrace bench', false))
  const pack = { type: 'pack', format: 'ndjson', columns, rows, bytes: bytes.length, blob } as const
  const { revision } = value(store.load())
  value(store.save(diffOf({ added: benchFlow(pack, QUERY) }), revision, token))
  store.releaseLock(token)
  store.close()
}

function lineOf(row: number): string {
  const at = new Date(Date.UTC(2024, 0, 1) + row).toISOString().replace('T', ' ').replace('Z', '')
  return `{"id":${row},"channel":"channel-${(row * 7919) % 1000}","price":${row % 997}.25,"at":"${at}"}\n`
}

const value = <T>(answer: Result<T, unknown>): T =>
  must(answer.ok ? answer.value : undefined, JSON.stringify(answer).slice(0, 300))
