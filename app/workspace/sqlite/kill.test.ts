import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '../../base/random.ts'
import { expectOk } from '../testing-kit/expect-result.ts'
import { adding, flow, version } from '../testing-kit/sample-records.ts'
import { testEnvironment } from '../testing-kit/test-environment.ts'
import { openDatabase } from './database.ts'
import { openSqliteStore } from './sqlite-store.ts'
import { createKillLane, type KillLane } from './testing-kit/kill-lane.ts'
import { laterMigrations } from './testing-kit/later-migrations.ts'

// Processes that save are killed at random moments and at every named step of a write. More of them
// with MILLRACE_KILLS=10000; a failure names the seed, MILLRACE_SEED repeats it.

const KILLS = Number(process.env['MILLRACE_KILLS'] ?? 100)
const SEED = Number(process.env['MILLRACE_SEED'] ?? 1)
const LANES = 2
const KILLS_PER_WORKSPACE = 25
const STEPS = [
  'file written',
  'file renamed',
  'before commit of a draft',
  'records removed',
  'record added',
  'records updated',
  'before commit',
  'after commit',
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-kill-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** All that was acknowledged is there, whole; returns the number of saves found. */
function assertWhole(path: string, acknowledged: number): number {
  const database = openDatabase(path)
  expect(database.pragma('integrity_check')).toBe('ok')
  database.close()
  const store = expectOk(openSqliteStore(path, testEnvironment()))
  const { revision, records } = expectOk(store.load())
  expect(revision).toBeGreaterThanOrEqual(acknowledged)
  const expected = Array.from({ length: revision }, (_, index) => version(flow('flow_a', String(index + 1)), index + 1))
  const versions = records.filter((record) => record.type === 'version')
  expect(new Set(versions.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)))
  for (const { note, number } of versions) {
    expect(Buffer.from(expectOk(store.readBlob(note))).toString()).toBe(`blob ${number}`)
  }
  const flows = records.filter((record) => record.type === 'flow')
  expect(flows).toEqual(revision === 0 ? [] : [flow('flow_a', String(revision))])
  store.close()
  return revision
}

async function killInLane(lane: KillLane, name: string, kills: number, seed: number): Promise<number> {
  const random = createRandom(seed)
  let saves = 0
  let found = 0
  for (let kill = 0; kill < kills; kill++) {
    const path = join(folder, `${name}-${Math.floor(kill / KILLS_PER_WORKSPACE)}.millrace`)
    if (kill % KILLS_PER_WORKSPACE === 0) found = 0
    const atStep = kill % 2 === 0
    const step = atStep ? (STEPS[(kill / 2) % STEPS.length] ?? '-') : '-'
    const occurrence = 1 + Math.floor(random() * 4)
    const acknowledged = await lane.run({ path, step, occurrence, migrate: false }, atStep ? undefined : random() * 25)
    if (!existsSync(path)) continue
    const before = found
    found = assertWhole(path, Math.max(acknowledged, before))
    saves += found - before
  }
  return saves
}

describe('a workspace whose writers are killed', () => {
  it(`loses nothing acknowledged and tears no save in ${KILLS} kills (seed ${SEED})`, async () => {
    const lanes = Array.from({ length: LANES }, createKillLane)
    const share = Math.ceil(KILLS / LANES)
    const saves = await Promise.all(lanes.map((lane, index) => killInLane(lane, `lane${index}`, share, SEED + index)))
    for (const lane of lanes) lane.close()
    // Fewer saves would mean that children die before they work, and prove nothing. On a busy machine most
    // of those that are killed by the clock do; those that are killed at a step do not.
    expect(saves.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(KILLS / 4)
  }, 3_600_000)

  it('has the old schema or the new one, with all records, when killed at any step of a migration', async () => {
    const lane = createKillLane()
    const steps = [
      'backup written',
      'backup in place',
      'step taken: labels',
      'step taken: a first label',
      'before commit of the schema',
      'migrated',
    ]
    const outcomes: (readonly [string, unknown])[] = []
    for (const step of steps) {
      const path = join(folder, `${step.replaceAll(/\W/g, '-')}.millrace`)
      const old = expectOk(openSqliteStore(path, testEnvironment()))
      expectOk(old.save(adding(flow('flow_a', '1')), 0, expectOk(old.lock('ann', false)).token))
      old.close()
      await lane.run({ path, step, occurrence: 1, migrate: true }, undefined)

      const after = openDatabase(path)
      outcomes.push([step, after.pragma('user_version')])
      expect(after.pragma('integrity_check')).toBe('ok')
      expect(after.all('SELECT id FROM record')).toEqual([{ id: 'flow_a' }])
      after.close()
      const retried = expectOk(openSqliteStore(path, testEnvironment(), laterMigrations))
      expect(expectOk(retried.load()).records).toEqual([flow('flow_a', '1')])
      retried.close()
    }
    lane.close()
    expect(outcomes).toEqual(steps.map((step) => [step, step === 'migrated' ? 3 : 1]))
  }, 60_000)
})
