import { describe, expect, it } from 'vitest'
import type { HostApi } from '../bridge/contract.ts'
import { packName, sendPack, textContent } from './upload.ts'

function recordingHost() {
  const calls: string[] = []
  const packs: Pick<HostApi['packs'], 'startUpload' | 'uploadPart' | 'cancelUpload'> = {
    startUpload: async (name, bytes) => {
      calls.push(`start ${name} ${bytes}`)
      return { ok: true, value: { upload: 'upload-1' } }
    },
    uploadPart: async (upload, offset, part) => {
      calls.push(`${upload} at ${offset}: ${part.length}`)
      return { ok: true, value: undefined }
    },
    cancelUpload: async (upload) => {
      calls.push(`cancel ${upload}`)
    },
  }
  return { calls, packs: packs as HostApi['packs'] }
}

describe('sending a pack', () => {
  it('goes in parts of at most 1 MB and tells how far it is', async () => {
    const { calls, packs } = recordingHost()
    const progress: number[] = []
    const heads: string[] = []
    const text = 'x'.repeat(1024 * 1024 + 5)
    const sent = await sendPack(packs, textContent('a.csv', text), new AbortController().signal, {
      onHead: (upload) => heads.push(upload),
      onProgress: (bytes) => progress.push(bytes),
    })
    expect(sent).toEqual({ ok: true })
    expect(calls).toEqual(['start a.csv 1048581', 'upload-1 at 0: 1048576', 'upload-1 at 1048576: 5'])
    expect(progress).toEqual([1048576, 1048581])
    expect(heads).toEqual(['upload-1', 'upload-1'])
  })

  it.each([
    [10, [2, 5]],
    [4, [2, 5]],
    [3, [2, 4]],
    [1, [2]],
    [0.5, [2]],
  ])('of %d MB says when there is enough to look at, and when there is more', async (megabytes, looks) => {
    const { calls, packs } = recordingHost()
    const callsAtHead: number[] = []
    const text = 'x'.repeat(megabytes * 1024 * 1024)
    await sendPack(packs, textContent('a.csv', text), new AbortController().signal, {
      onHead: () => callsAtHead.push(calls.length),
      onProgress: () => {},
    })
    expect(callsAtHead).toEqual(looks)
  })

  it('counts bytes, not letters', async () => {
    const { calls, packs } = recordingHost()
    await sendPack(packs, textContent('订单.csv', '金额'), new AbortController().signal, silent)
    expect(calls).toEqual(['start 订单.csv 6', 'upload-1 at 0: 6'])
  })

  it('stops between parts when cancelled and takes back what was sent', async () => {
    const { calls, packs } = recordingHost()
    const cancel = new AbortController()
    const sent = await sendPack(packs, textContent('a.csv', 'x'.repeat(3 * 1024 * 1024)), cancel.signal, {
      ...silent,
      onProgress: () => cancel.abort(),
    })
    expect(sent).toEqual({ ok: false })
    expect(calls.at(-1)).toBe('cancel upload-1')
    expect(calls.filter((call) => call.includes(' at '))).toHaveLength(1)
  })

  it('says why the host could not take it', async () => {
    const { packs } = recordingHost()
    const full = { tag: 'io', operation: 'write blob', code: 'ENOSPC', message: 'no space left' } as const
    packs.uploadPart = async () => ({ ok: false, error: full })
    const sent = await sendPack(packs, textContent('a.csv', 'x'), new AbortController().signal, silent)
    expect(sent).toEqual({ ok: false, reason: 'no space left' })
  })
})

const silent = { onHead: () => {}, onProgress: () => {} }

describe('the name of a pack', () => {
  it('is the file name without its ending', () => {
    expect(packName('orders 2024.csv')).toBe('orders-2024')
    expect(packName('点击.jsonl')).toBe('点击')
    expect(packName('v1.2.ndjson')).toBe('v1.2')
  })
  it('is never empty', () => {
    expect(packName('.csv')).toBe('pack')
  })
})
