import { readSync, writeSync } from 'node:fs'
import { emptyDiff } from '../../../base/diff.ts'
import type { FlowRecord } from '../../../flow/records.ts'
import type { StoreEnvironment } from '../../store-environment.ts'
import { expectOk } from '../../testing-kit/expect-result.ts'
import { flow, version } from '../../testing-kit/sample-records.ts'
import { migrations } from '../migrations.ts'
import { isProcessAlive } from '../process-alive.ts'
import { openSqliteStore } from '../sqlite-store.ts'
import { laterMigrations } from './later-migrations.ts'

// A process to be killed. It loads, says so, and waits for one line: which workspace, and at which
// occurrence of which named step it shall kill itself ("-": the parent does it, at any moment).

export interface KillOrder {
  readonly path: string
  readonly step: string
  readonly occurrence: number
  /** Brings the workspace to a later schema first. */
  readonly migrate: boolean
}

function work(order: KillOrder): void {
  let seen = 0
  const environment: StoreEnvironment = {
    clock: Date.now,
    host: 'here',
    pid: process.pid,
    isAlive: isProcessAlive,
    parseRecord: (json) => json as ReturnType<StoreEnvironment['parseRecord']>,
    probe(step) {
      if (step === order.step && ++seen === order.occurrence) process.kill(process.pid, 'SIGKILL')
    },
  }
  const store = expectOk(openSqliteStore(order.path, environment, order.migrate ? laterMigrations : migrations))
  const { token } = expectOk(store.lock('child', false))
  const { revision, records } = expectOk(store.load())
  let before = records.find((record): record is FlowRecord => record.type === 'flow')
  for (let number = revision + 1; ; number++) {
    const now = flow('flow_a', String(number))
    const made = { ...version(now, number), note: expectOk(store.putBlob(Buffer.from(`blob ${number}`))) }
    expectOk(
      store.saveDraft({ session: 's', base: number - 1, diff: { ...emptyDiff, added: { x_y: now } }, at: 0 }, token),
    )
    const diff = before
      ? { ...emptyDiff, added: { [made.id]: made }, updated: { flow_a: [before, now] as const } }
      : { ...emptyDiff, added: { [made.id]: made, flow_a: now } }
    expectOk(store.save(diff, number - 1, token))
    writeSync(1, `${number}\n`)
    before = now
  }
}

writeSync(1, 'ready\n')
const line = Buffer.alloc(4096)
const length = readSync(0, line)
if (length > 0) work(JSON.parse(line.toString('utf8', 0, length)))
