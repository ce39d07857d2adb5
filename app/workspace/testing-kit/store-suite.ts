import { afterEach, describe, expect, it } from 'vitest'
import { emptyDiff } from '../../base/diff.ts'
import type { BlobContent, WorkspaceStore } from '../store.ts'
import type { StoreEnvironment } from '../store-environment.ts'
import { errorOf, expectOk } from './expect-result.ts'
import { adding, flow, project, removing, updating } from './sample-records.ts'

/** One workspace that several processes open. */
export interface StoreWorld {
  open(environment: StoreEnvironment): WorkspaceStore
  dispose(): void
}

const NOW = 1_700_000_000_000
const dead = new Set<number>()

const environmentOf = (pid: number, host = 'here', clock = () => NOW): StoreEnvironment => ({
  clock,
  host,
  pid,
  isAlive: (other) => !dead.has(other),
  parseRecord: (json) => json as ReturnType<StoreEnvironment['parseRecord']>,
})

/** What every WorkspaceStore promises; each implementation runs all of it. */
export function describeStore(name: string, createWorld: () => StoreWorld): void {
  let world: StoreWorld
  const setUp = () => {
    dead.clear()
    world = createWorld()
    const store = world.open(environmentOf(1))
    return { store, token: expectOk(store.lock('ann', false)).token }
  }
  afterEach(() => world.dispose())

  describe(`${name}: records`, () => {
    it('starts empty at revision 0', () => {
      const { store } = setUp()
      expect(expectOk(store.load())).toEqual({ revision: 0, records: [] })
    })

    it('gives back what was saved, by id, at the revision that the save returned', () => {
      const { store, token } = setUp()
      expect(expectOk(store.save(adding(flow('flow_b'), project('project_a')), 0, token))).toEqual({ revision: 1 })
      expectOk(store.save(updating(flow('flow_b'), flow('flow_b', 'Größe 流 \u2028')), 1, token))
      expectOk(store.save(removing(project('project_a')), 2, token))
      expect(expectOk(store.load())).toEqual({ revision: 3, records: [flow('flow_b', 'Größe 流 \u2028')] })
    })

    it('shows a save to another process that has the workspace open', () => {
      const { store, token } = setUp()
      const other = world.open(environmentOf(2))
      expectOk(store.save(adding(flow('flow_b')), 0, token))
      expect(expectOk(other.load()).records).toEqual([flow('flow_b')])
    })

    it('keeps its own copy of what was saved', () => {
      const { store, token } = setUp()
      const mutable = { ...project('project_a') }
      expectOk(store.save(adding(mutable), 0, token))
      Object.assign(mutable, { name: 'changed' })
      expect(expectOk(store.load()).records).toEqual([project('project_a')])
    })

    it('refuses a save on another base revision and stores none of it', () => {
      const { store, token } = setUp()
      expectOk(store.save(adding(flow('flow_b')), 0, token))
      expect(errorOf(store.save(adding(flow('flow_c')), 0, token))).toEqual({ tag: 'conflict', revision: 1 })
      expect(expectOk(store.load()).records).toEqual([flow('flow_b')])
    })

    it.each([
      ['adds a record that exists', adding(project('project_z'), flow('flow_b'))],
      ['updates a record that does not exist', updating(flow('flow_x'), flow('flow_x', 'new'))],
      ['removes a record that does not exist', { ...removing(flow('flow_x')), added: { flow_n: flow('flow_n') } }],
      ['files a record under another id', { ...emptyDiff, added: { flow_y: flow('flow_z') } }],
    ])('refuses a diff that %s, and stores none of it', (_, diff) => {
      const { store, token } = setUp()
      expectOk(store.save(adding(flow('flow_b')), 0, token))
      expect(errorOf(store.save(diff, 1, token))).toEqual({ tag: 'conflict', revision: 1 })
      expect(expectOk(store.load())).toEqual({ revision: 1, records: [flow('flow_b')] })
    })
  })

  describe(`${name}: lock`, () => {
    it('refuses a second owner while the first is alive, and names the first', () => {
      const { store } = setUp()
      const refused = errorOf(world.open(environmentOf(2)).lock('bob', false))
      expect(refused).toEqual({
        tag: 'locked',
        holder: { token: 1, owner: 'ann', host: 'here', pid: 1, since: NOW, seenAt: NOW },
      })
      expect(store.holder()?.owner).toBe('ann')
    })

    it('gives the holder its own lock again, with the same token', () => {
      const { store, token } = setUp()
      expect(expectOk(store.lock('ann', false)).token).toBe(token)
    })

    it('fences the old holder once the lock was stolen, even on the right revision', () => {
      const { store, token } = setUp()
      const thief = world.open(environmentOf(2))
      const stolen = expectOk(thief.lock('bob', true))
      expect(stolen.token).toBeGreaterThan(token)
      expect(errorOf(store.save(adding(flow('flow_b')), 0, token))).toEqual({ tag: 'lock-lost', holder: stolen })
      expect(errorOf(store.refreshLock(token))).toEqual({ tag: 'lock-lost', holder: stolen })
      const draft = { session: 's1', base: 0, diff: adding(flow('flow_b')), at: NOW }
      expect(errorOf(store.saveDraft(draft, token))).toEqual({ tag: 'lock-lost', holder: stolen })
      expect(expectOk(thief.save(adding(flow('flow_c')), 0, stolen.token))).toEqual({ revision: 1 })
    })

    it('takes the lock of a process that died on this machine without asking', () => {
      const { token } = setUp()
      dead.add(1)
      expect(expectOk(world.open(environmentOf(2)).lock('bob', false)).token).toBe(token + 1)
    })

    it('does not judge a process of another machine by its number', () => {
      setUp()
      dead.add(1)
      expect(errorOf(world.open(environmentOf(2, 'elsewhere')).lock('bob', false))?.tag).toBe('locked')
    })

    it('never hands out a token again after the lock was released', () => {
      const { store, token } = setUp()
      store.releaseLock(token)
      expect(store.holder()).toBeUndefined()
      expect(errorOf(store.save(adding(flow('flow_b')), 0, token))?.tag).toBe('lock-lost')
      expect(expectOk(world.open(environmentOf(2)).lock('bob', false)).token).toBe(token + 1)
    })

    it('does not release the lock of its successor', () => {
      const { store, token } = setUp()
      const thief = world.open(environmentOf(2))
      expectOk(thief.lock('bob', true))
      store.releaseLock(token)
      expect(thief.holder()?.owner).toBe('bob')
    })

    it('records when the holder was last seen', () => {
      world = createWorld()
      let now = 10
      const store = world.open(environmentOf(1, 'here', () => now))
      const { token } = expectOk(store.lock('ann', false))
      now = 20
      expectOk(store.refreshLock(token))
      expect(store.holder()).toMatchObject({ since: 10, seenAt: 20 })
    })
  })

  describe(`${name}: drafts`, () => {
    it('keeps the last draft of each session beside the saved records', () => {
      const { store, token } = setUp()
      const first = { session: 's1', base: 0, diff: adding(flow('flow_b')), at: 5 }
      const second = { session: 's2', base: 0, diff: updating(flow('flow_b'), flow('flow_b', 'x')), at: 7 }
      expectOk(store.saveDraft(second, token))
      expectOk(store.saveDraft({ ...first, at: 4 }, token))
      expectOk(store.saveDraft(first, token))
      expect(expectOk(store.drafts())).toEqual([first, second])
      expect(expectOk(store.load())).toEqual({ revision: 0, records: [] })
    })

    it('forgets a draft by an empty diff and by dropping it', () => {
      const { store, token } = setUp()
      const draft = { session: 's1', base: 0, diff: adding(flow('flow_b')), at: 5 }
      expectOk(store.saveDraft(draft, token))
      expectOk(store.saveDraft({ ...draft, diff: emptyDiff }, token))
      expect(expectOk(store.drafts())).toEqual([])
      expectOk(store.saveDraft(draft, token))
      expectOk(store.dropDraft('s1'))
      expect(expectOk(store.drafts())).toEqual([])
    })
  })

  describe(`${name}: blobs`, () => {
    it('names a blob by its SHA-256 and gives its bytes back', () => {
      const { store } = setUp()
      const abc = new Uint8Array([0x61, 0x62, 0x63])
      const hash = expectOk(store.putBlob(abc))
      // FIPS 180-2, appendix B.1.
      expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
      expect(expectOk(store.putBlob(abc))).toBe(hash)
      expect([...expectOk(world.open(environmentOf(2)).readBlob(hash))]).toEqual([...abc])
    })

    it('says that a blob is missing', () => {
      const { store } = setUp()
      expect(errorOf(store.readBlob('0'.repeat(64)))).toMatchObject({ tag: 'io', code: 'ENOENT' })
      expect(errorOf(store.openBlob('0'.repeat(64)))).toMatchObject({ tag: 'io', code: 'ENOENT' })
    })

    const read = ({ pieces }: BlobContent, from?: number) => [...pieces(from)].flatMap((piece) => [...piece])

    it('takes a blob in parts, and names it as if it had come at once', () => {
      const { store } = setUp()
      const staged = expectOk(store.stageBlob())
      expectOk(staged.append(new Uint8Array([0x61])))
      expect(read(staged.content)).toEqual([0x61])
      expectOk(staged.append(new Uint8Array([0x62, 0x63])))
      const hash = expectOk(staged.keep())
      expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
      const content = expectOk(world.open(environmentOf(2)).openBlob(hash))
      expect(content.size).toBe(3)
      expect([read(content), read(content, 2)]).toEqual([[0x61, 0x62, 0x63], [0x63]])
    })

    it('takes the same blob twice', () => {
      const { store } = setUp()
      const stageAbc = () => {
        const staged = expectOk(store.stageBlob())
        expectOk(staged.append(new Uint8Array([0x61, 0x62, 0x63])))
        return staged
      }
      const both = [stageAbc(), stageAbc()]
      const [first, second] = both.map((staged) => expectOk(staged.keep()))
      expect(second).toBe(first)
    })

    it('keeps a blob that has settled before, and forgets one that is dropped meanwhile', async () => {
      const { store } = setUp()
      const [kept, dropped] = [expectOk(store.stageBlob()), expectOk(store.stageBlob())]
      for (const staged of [kept, dropped]) expectOk(staged.append(new Uint8Array([0x61, 0x62, 0x63])))
      expectOk(await kept.settle())
      const settling = dropped.settle()
      dropped.drop()
      await settling
      expect(store.openBlob('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad').ok).toBe(false)
      expect(read(expectOk(store.openBlob(expectOk(kept.keep()))))).toEqual([0x61, 0x62, 0x63])
    })

    it('forgets a blob that is dropped in the making', () => {
      const { store } = setUp()
      const staged = expectOk(store.stageBlob())
      expectOk(staged.append(new Uint8Array([0x61, 0x62, 0x63])))
      staged.drop()
      expect(store.openBlob('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad').ok).toBe(false)
    })
  })
}
