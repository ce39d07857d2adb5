import { failed, ok } from '../../base/result.ts'
import type { HttpPort } from '../http-port.ts'

// Faults of the network and of the program, placed at a call.

export const FAULTS = [
  'timeout',
  'reset',
  'refused',
  'truncated',
  'html',
  '401',
  '429',
  '500',
  '503',
  'redirect',
  'killed',
] as const
export type Fault = (typeof FAULTS)[number]

export interface PlacedFault {
  /** Which call of the whole story, from 0. */
  readonly call: number
  readonly fault: Fault
  /** Whether the server had acted on the call when it struck. */
  readonly acted: boolean
}

/** The program died here: nothing after it happens, what was recorded stays. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

/** Calls are counted over restarts of the program too, so that faults strike during recovery as well. */
export function withFaults(http: HttpPort, faults: readonly PlacedFault[], counter: { calls: number }): HttpPort {
  return async (request) => {
    const placed = faults.find((fault) => fault.call === counter.calls)
    counter.calls++
    if (placed === undefined) return http(request)
    const answered = placed.acted ? await http(request) : undefined
    switch (placed.fault) {
      case 'killed':
        throw new Killed()
      case 'timeout':
        return failed({ tag: 'timeout', message: 'no answer in time' })
      case 'reset':
        return failed({ tag: 'interrupted', message: 'connection reset' })
      case 'refused':
        return failed({ tag: 'unreachable', message: 'connection refused' })
      case 'redirect':
        return failed({ tag: 'redirected', message: 'redirected to another address' })
      case 'truncated':
        return ok({ status: 200, text: answered?.ok === true ? answered.value.text.slice(0, 9) : '{"sess' })
      case 'html':
        return ok({ status: 502, text: '<html><body><h1>Bad gateway</h1></body></html>' })
      default:
        return ok({ status: Number(placed.fault), text: '{"errors":["try again later"]}' })
    }
  }
}
