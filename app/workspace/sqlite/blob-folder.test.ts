import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StoreEnvironment } from '../store-environment.ts'
import { expectOk } from '../testing-kit/expect-result.ts'
import { createBlobFolder } from './blob-folder.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'millrace-blobs-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const alive = new Set<number>()
function openAs(pid: number) {
  alive.add(pid)
  const environment: StoreEnvironment = {
    ...{ clock: () => 0, host: 'here', pid },
    isAlive: (other) => alive.has(other),
    parseRecord: () => undefined,
  }
  return createBlobFolder(join(root, 'blobs'), environment)
}
const files = (): string[] => readdirSync(join(root, 'blobs'))

describe('the blob folder', () => {
  it('keeps nothing of a blob that was dropped in the making', () => {
    const staged = openAs(1).stage()
    expectOk(staged.append(new Uint8Array(100)))
    expect(files()).toHaveLength(1)
    staged.drop()
    expect(files()).toEqual([])
  })

  it('reads a large blob in pieces, from any byte on', () => {
    const blobs = openAs(1)
    const bytes = Uint8Array.from({ length: 2_500_000 }, (_, i) => i % 251)
    const content = blobs.open(blobs.put(bytes))
    expect(content.size).toBe(bytes.length)
    const pieces = [...content.pieces(1_000_000)]
    expect(pieces.length).toBeGreaterThan(1)
    expect(Buffer.concat(pieces).equals(bytes.subarray(1_000_000))).toBe(true)
  })

  it('finds that a blob has changed when it has gone through it', () => {
    const blobs = openAs(1)
    const hash = blobs.put(new Uint8Array(2_500_000))
    expect([...blobs.open(hash).checkedPieces()].length).toBeGreaterThan(1)
    writeFileSync(join(root, 'blobs', hash.slice(0, 2), hash), new Uint8Array(2_500_000).fill(1))
    expect(() => [...blobs.open(hash).checkedPieces()]).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ tag: 'damaged' }) }),
    )
  })

  it('clears away what a process that died had in the making, and nobody else', () => {
    expectOk(openAs(1).stage().append(new Uint8Array(1)))
    expectOk(openAs(2).stage().append(new Uint8Array(1)))
    alive.delete(1)
    openAs(3).stage()
    expect(files().sort()).toEqual(['2-1.staged', '3-1.staged'])
  })

  it('says so when a blob goes away while it is read', () => {
    const blobs = openAs(1)
    const content = blobs.open(blobs.put(new Uint8Array([1])))
    rmSync(join(root, 'blobs'), { recursive: true })
    expect(() => [...content.pieces()]).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ tag: 'io', code: 'ENOENT' }) }),
    )
  })
})
