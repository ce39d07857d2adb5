import { describe, expect, it } from 'vitest'
import { exportProject } from './project-export.ts'

function createHost(parts: number) {
  const calls: string[] = []
  let sent = 0
  return {
    calls,
    workspace: {
      startExport: async (project: string) => {
        calls.push(`start ${project}`)
        return { ok: true, value: { export: 'e1', fileName: 'shop.zip' } } as const
      },
      exportPart: async (id: string) => {
        calls.push(`part of ${id}`)
        const bytes = Uint8Array.of(++sent)
        return { ok: true, value: { bytes, share: sent / parts, isLast: sent === parts } } as const
      },
      cancelExport: async (id: string) => void calls.push(`cancel ${id}`),
    },
  }
}

describe('exporting a project', () => {
  it('puts the parts together, in order, and tells how far it is', async () => {
    const { workspace } = createHost(4)
    const shares: number[] = []
    const done = await exportProject(workspace, 'p', new AbortController().signal, (share) => shares.push(share))
    expect(done).toMatchObject({ tag: 'done', fileName: 'shop.zip' })
    expect(shares).toEqual([0.25, 0.5, 0.75])
    expect(done.tag === 'done' && [...new Uint8Array(await done.zip.arrayBuffer())]).toEqual([1, 2, 3, 4])
  })

  it('asks for no further part when it is cancelled, and tells the host', async () => {
    const { workspace, calls } = createHost(100)
    const cancel = new AbortController()
    const done = await exportProject(workspace, 'p', cancel.signal, (share) => {
      if (share === 0.02) cancel.abort()
    })
    expect(done).toEqual({ tag: 'cancelled' })
    expect(calls).toEqual(['start p', 'part of e1', 'part of e1', 'cancel e1'])
  })

  it('says why it could not be', async () => {
    const { workspace } = createHost(2)
    const error = { tag: 'damaged', reason: 'blob 00 has changed' } as const
    const broken = { ...workspace, exportPart: async () => ({ ok: false, error }) as const }
    const done = await exportProject(broken, 'p', new AbortController().signal, () => undefined)
    expect(done).toEqual({ tag: 'failed', error })
  })
})
