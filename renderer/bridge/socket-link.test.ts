import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame } from '../../app/base/wire-frame.ts'
import { createSocketLink, type Socket } from './socket-link.ts'

function setUp() {
  const sockets: (Socket & { readonly sent: unknown[] })[] = []
  const retries: { readonly milliseconds: number; readonly work: () => void }[] = []
  const link = createSocketLink({
    open() {
      const sent: unknown[] = []
      const socket = {
        ...{ binaryType: '', onopen: null, onmessage: null, onclose: null, sent, close() {} },
        send: (data: Uint8Array<ArrayBuffer>) => void sent.push(decodeFrame(data)),
      }
      sockets.push(socket)
      return socket
    },
    later: (milliseconds, work) => retries.push({ milliseconds, work }),
  })
  const states: boolean[] = []
  link.onConnection((connected) => states.push(connected))
  const last = () => {
    const socket = sockets.at(-1)
    if (socket === undefined) throw new Error('no socket')
    return socket
  }
  const answer = (call: number, value: unknown) =>
    last().onmessage?.({ data: encodeFrame({ type: 'answer', call, value }).buffer })
  return { link, sockets, last, answer, retries, states }
}

describe('the link over a socket', () => {
  it('holds calls back until the first connection', async () => {
    const { link, last, answer } = setUp()
    const call = link.invoke('session.open', [])
    expect(last().sent).toEqual([])
    last().onopen?.()
    expect(last().sent).toEqual([{ call: 1, method: 'session.open', args: [] }])
    answer(1, 'hello')
    expect(await call).toBe('hello')
  })

  it('rejects what was under way when the connection ends, and repeats none of it', async () => {
    const { link, last, retries, states } = setUp()
    last().onopen?.()
    const call = link.invoke('workspace.save', [])
    last().onclose?.()
    await expect(call).rejects.toMatchObject({ name: 'HostLost' })
    await expect(link.invoke('workspace.load', [])).rejects.toMatchObject({ name: 'HostLost' })
    retries[0]?.work()
    last().onopen?.()
    expect(last().sent).toEqual([])
    expect(states).toEqual([false, true])
  })

  it('tries again ever more slowly, at most every 5 seconds, and quickly after a success', () => {
    const { last, retries } = setUp()
    for (let attempt = 0; attempt < 7; attempt++) {
      last().onclose?.()
      retries.at(-1)?.work()
    }
    last().onopen?.()
    last().onclose?.()
    expect(retries.map(({ milliseconds }) => milliseconds)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 250])
  })

  it('takes no answer twice and nothing that is no message', async () => {
    const { link, last, answer } = setUp()
    last().onopen?.()
    const call = link.invoke('session.open', [])
    last().onmessage?.({ data: 'text' })
    last().onmessage?.({ data: new Uint8Array([1, 2, 3]).buffer })
    answer(1, 'first')
    answer(1, 'second')
    answer(7, 'nobody asked')
    expect(await call).toBe('first')
  })

  it('stays closed when it is closed', () => {
    const { link, last, retries } = setUp()
    last().onopen?.()
    link.close()
    last().onclose?.()
    expect(retries).toEqual([])
  })
})
