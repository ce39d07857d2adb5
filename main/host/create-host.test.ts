import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WorkspaceRecord } from '../../app/flow/records.ts'
import { expectOk } from '../../app/workspace/testing-kit/expect-result.ts'
import { adding, flow, project } from '../../app/workspace/testing-kit/sample-records.ts'
import { createMemoryEngine } from '../engine/testing-kit/memory-engine.ts'
import { createToyWork } from '../engine/testing-kit/toy-work.ts'
import { createHost, type Host } from './create-host.ts'
import { serveWindow } from './serve-window.ts'
import { createMemoryWindow } from './testing-kit/memory-window.ts'

let folder: string
let host: Host
const reported: unknown[] = []
const start = (sampleFolder?: string) =>
  expectOk(
    createHost({
      ...(sampleFolder === undefined ? {} : { sampleFolder }),
      workspacePath: join(folder, 'deep', 'a.millrace'),
      configFolder: join(folder, 'config'),
      shell: 'browser',
      version: '1.2.3',
      spawnEngine: () =>
        createMemoryEngine(
          createToyWork(() => {
            throw new Error('died')
          }),
        ),
      report: (problem) => reported.push(problem),
    }),
  )
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-host-'))
  reported.length = 0
  host = start()
})
afterEach(() => {
  host.close()
  rmSync(folder, { recursive: true })
})
const connect = (session: string) => {
  const window = createMemoryWindow()
  serveWindow(host, session, window.port, (thrown) => reported.push(thrown))
  return window
}

describe('a host', () => {
  it('tells a window where it is', async () => {
    expect(await connect('w1').call('session.open')).toEqual({
      ...{ session: 'w1', shell: 'browser', version: '1.2.3', engine: 'Flink 2.2' },
      workspace: join(folder, 'deep', 'a.millrace'),
      preferences: { theme: 'system', language: 'system' },
    })
  })

  it('remembers preferences and records over a restart', async () => {
    const window = connect('w1')
    await window.call('session.setPreferences', { theme: 'light', language: 'zh' })
    await window.call('workspace.save', adding(project('project_a'), flow('flow_a')), 0)
    host.close()
    host = start()
    const again = connect('w2')
    expect(await again.call('session.open')).toMatchObject({ preferences: { theme: 'light', language: 'zh' } })
    expect(await again.call('workspace.load')).toMatchObject({
      value: { revision: 1, mine: true, records: [{ id: 'flow_a' }, { id: 'project_a' }] },
    })
  })

  it('tells the other windows what one saved', async () => {
    const one = connect('w1')
    const two = connect('w2')
    await one.call('workspace.save', adding(flow('flow_a')), 0)
    expect(two.events).toContainEqual({ type: 'records', revision: 1, diff: adding(flow('flow_a')) })
    expect(one.events.filter((event) => (event as { type: string }).type === 'records')).toEqual([])
  })

  it('sends the events of a run to the window that started it', async () => {
    const one = connect('w1')
    const two = connect('w2')
    const request = { draft: { flow: 'flow_a', records: [] }, tests: [] }
    expect(await one.call('engine.startRun', request)).toMatchObject({ ok: true })
    const runs = (events: unknown[]) => events.filter((event) => (event as { type: string }).type === 'run')
    await expect.poll(() => runs(one.events).length).toBe(2)
    expect(runs(two.events)).toEqual([])
  })

  it('says no more than that it refused, or failed', async () => {
    const window = connect('w1')
    await expect(window.call('workspace.destroy')).rejects.toThrow('unknown method')
    await expect(window.call('workspace.save', 1)).rejects.toThrow('workspace.save')
    expect(reported).toEqual([])
  })

  it('gives a duplicated tab a session of its own', async () => {
    expect(await connect('w1').call('session.open')).toMatchObject({ session: 'w1' })
    expect(await connect('w1').call('session.open')).toMatchObject({ session: expect.stringMatching(/^window_/) })
  })

  it('fills a new workspace with the sample project, and no other', async () => {
    const sample = fileURLToPath(new URL('../../resources/sample', import.meta.url))
    host.close()
    host = start(sample)
    expect(await connect('w1').call('workspace.load')).toMatchObject({ value: { records: [] } })
    host.close()
    rmSync(join(folder, 'deep'), { recursive: true })
    host = start(sample)
    const loaded = (await connect('w1').call('workspace.load')) as { value: { records: WorkspaceRecord[] } }
    const types = new Set(loaded.value.records.map(({ type }) => type))
    expect([...types].sort()).toEqual(expect.arrayContaining(['flow', 'node', 'pack', 'project', 'test']))
    for (const record of loaded.value.records) {
      if (record.type === 'pack') expect(host.workspace.store.readBlob(record.blob).ok).toBe(true)
    }
    expect(reported).toEqual([])
  })

  it('counts its windows', () => {
    const counts: number[] = []
    host.onWindows((count) => counts.push(count))
    const window = connect('w1')
    connect('w2')
    window.close()
    expect(counts).toEqual([1, 2, 1])
  })
})
