import { CallRefused } from '../../app/api/dispatch.ts'
import type { Host } from './create-host.ts'
import type { WindowPort } from './window-port.ts'

/** Joins one window to the host. What goes wrong inside is said without its details: they go to `report`. */
export function serveWindow(
  host: Pick<Host, 'openWindow'>,
  session: string,
  port: WindowPort,
  report: (thrown: unknown) => void,
): void {
  const { dispatch, close } = host.openWindow(session, (event) => port.post({ type: 'event', event }))
  port.onClose(close)
  port.onMessage((message) => {
    const call = readCall(message)
    if (call === undefined) return
    dispatch(call.method, call.args).then(
      (value) => port.post({ type: 'answer', call: call.number, value }),
      (thrown) => {
        const isRefused = thrown instanceof CallRefused
        if (!isRefused) report(thrown)
        const text = isRefused ? thrown.message : 'the host failed; its output says more'
        port.post({ type: 'refused', call: call.number, message: text })
      },
    )
  })
}

interface Call {
  readonly number: number
  readonly method: string
  readonly args: unknown
}

function readCall(message: unknown): Call | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { call, method, args } = message as Readonly<Record<string, unknown>>
  return typeof call === 'number' && typeof method === 'string' ? { number: call, method, args } : undefined
}
