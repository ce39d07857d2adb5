import type { EnginePort } from './engine-port.ts'
import type { EngineWork } from './engine-work.ts'
import type { FromEngine, ToEngine } from './messages.ts'

/** Answers the broker. Runs follow one another; a mistake of our own ends the process, and the broker says so. */
export function serveEngine(port: EnginePort, work: EngineWork, fail: (thrown: unknown) => void): void {
  const post = (message: FromEngine) => port.post(message)
  work.onWant((blob, offset) => post({ type: 'want', blob, offset }))
  let lastRun = Promise.resolve()
  let isAsked = false
  port.onMessage((received) => {
    isAsked = true
    const message = received as ToEngine
    switch (message.type) {
      case 'pack':
        work.holdPack(message.blob, message.size, message.first)
        break
      case 'piece':
        work.putPiece(message.blob, message.offset, message.bytes)
        break
      case 'run': {
        const { run, request } = message
        lastRun = lastRun.then(() => work.run(run, request, (event) => post({ type: 'run', run, event }))).catch(fail)
        break
      }
      case 'rows':
        post({ type: 'rows', call: message.call, page: work.rows(message.request) })
        break
      case 'check':
        post({ type: 'check', call: message.call, check: work.check(message.draft) })
        break
      case 'compile':
        post({ type: 'compile', call: message.call, compiled: work.compile(message.draft) })
        break
    }
  })
  work.warmUp()
  post({ type: 'warm' })
  work.warmFurther(() => isAsked).catch(fail)
}
