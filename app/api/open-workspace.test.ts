import { describe, expect, it } from 'vitest'
import { createMemoryStore, createMemoryWorkspace } from '../workspace/memory/memory-store.ts'
import { errorOf, expectOk } from '../workspace/testing-kit/expect-result.ts'
import { adding, flow, updating } from '../workspace/testing-kit/sample-records.ts'
import { testEnvironment } from '../workspace/testing-kit/test-environment.ts'
import { openWorkspace } from './open-workspace.ts'

function setUp() {
  const file = createMemoryWorkspace()
  const open = (pid: number, owner: string) => {
    const events: unknown[] = []
    const store = createMemoryStore(file, testEnvironment({ pid }), () => 'hash')
    const workspace = expectOk(
      openWorkspace(store, owner, () => 7, {
        onRecords: (revision, diff, by) => events.push({ revision, added: Object.keys(diff.added), by }),
        onLock: (holder, writer) => events.push({ owner: holder?.owner, writer }),
      }),
    )
    workspace.join('w')
    return { workspace, events }
  }
  return { open }
}

describe('an open workspace', () => {
  it('saves for its windows and tells whose save it was', () => {
    const { workspace, events } = setUp().open(1, 'ann')
    expect(workspace.save(adding(flow('flow_a')), 0, 'w')).toEqual({
      ok: true,
      value: { revision: 1, savedAt: 7 },
    })
    expect(events).toEqual([{ revision: 1, added: ['flow_a'], by: 'w' }])
    expect([...workspace.records().keys()]).toEqual(['flow_a'])
  })

  it('is read-only while another process holds the lock, and follows what it saves', () => {
    const { open } = setUp()
    const ann = open(1, 'ann')
    const bob = open(2, 'bob')
    expect(bob.workspace.lock()).toMatchObject({ mine: false, holder: { owner: 'ann' } })
    expect(errorOf(bob.workspace.save(adding(flow('flow_b')), 0, 'w'))).toMatchObject({ tag: 'locked' })
    expectOk(ann.workspace.save(adding(flow('flow_a')), 0, 'w'))
    bob.workspace.beat()
    expect(bob.events).toEqual([{ revision: 1, added: ['flow_a'], by: undefined }])
  })

  it('takes over: the old holder learns it with its next save or heartbeat, and saves nothing', () => {
    const { open } = setUp()
    const ann = open(1, 'ann')
    const carol = open(3, 'carol')
    expectOk(ann.workspace.save(adding(flow('flow_a')), 0, 'w'))
    expectOk(carol.workspace.takeOver('w'))
    expect(carol.events).toEqual([
      { revision: 1, added: ['flow_a'], by: undefined },
      { owner: 'carol', writer: 'w' },
    ])
    ann.workspace.beat()
    expect(ann.events.at(-1)).toEqual({ owner: 'carol', writer: undefined })
    expect(errorOf(ann.workspace.save(adding(flow('flow_b')), 1, 'w'))).toMatchObject({ tag: 'locked' })
    expectOk(carol.workspace.save(adding(flow('flow_c')), 1, 'w'))
  })

  it('lets one of its windows write; another takes the pen and the first keeps its text', () => {
    const { workspace, events } = setUp().open(1, 'ann')
    workspace.join('second')
    expect(errorOf(workspace.save(adding(flow('flow_b')), 0, 'second'))).toMatchObject({ tag: 'locked' })
    expectOk(workspace.takeOver('second'))
    expect(events.at(-1)).toEqual({ owner: 'ann', writer: 'second' })
    expectOk(workspace.save(adding(flow('flow_b')), 0, 'second'))
    expect(errorOf(workspace.save(adding(flow('flow_a')), 1, 'w'))).toMatchObject({ tag: 'locked' })
    workspace.handTo('w')
    expectOk(workspace.save(adding(flow('flow_a')), 1, 'w'))
  })

  it('records what the host itself writes, at whatever revision there is', () => {
    const { workspace, events } = setUp().open(1, 'ann')
    expectOk(workspace.save(adding(flow('flow_a')), 0, 'w'))
    expectOk(workspace.record([flow('flow_a', 'new'), flow('flow_b')]))
    expect(workspace.records().get('flow_a')).toEqual(flow('flow_a', 'new'))
    expect(events.at(-1)).toEqual({ revision: 2, added: ['flow_b'], by: undefined })
    expect(errorOf(workspace.save(updating(flow('flow_a'), flow('flow_a', 'late')), 1, 'w'))).toEqual({
      tag: 'conflict',
      revision: 2,
    })
  })

  it('says when the holder went away', () => {
    const { open } = setUp()
    const ann = open(1, 'ann')
    const bob = open(2, 'bob')
    ann.workspace.close()
    bob.workspace.beat()
    expect(bob.events).toEqual([{ owner: undefined, writer: undefined }])
  })
})
