import { lockDown } from '../lock-down.ts'
import { takeParentPort } from '../parent-port.ts'
import { serveEngine } from '../serve-engine.ts'
import { createToyWork, sayAbout } from './toy-work.ts'

// An engine process in all but the engine. A check may also be an asynchronous expression, so that
// attempts with import() are seen to fail.

const port = takeParentPort()
const { exit, abort } = process
lockDown()
const work = createToyWork(() => abort.call(process))
port.onMessage((received) => {
  const message = received as { type: string; code: string }
  if (message.type !== 'attempt') return
  const settle = (text: string) => port.post({ type: 'attempted', check: sayAbout('', text) })
  try {
    Promise.resolve(new Function(`return (${message.code})`)()).then(
      (value) => settle(`got ${String(value)}`),
      (thrown) => settle(`refused: ${thrown}`),
    )
  } catch (thrown) {
    settle(`refused: ${thrown}`)
  }
})
serveEngine(port, work, () => exit(70))
