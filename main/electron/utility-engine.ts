import type { UtilityProcess } from 'electron'
import type { EngineProcess } from '../engine/engine-port.ts'

type Utility = Pick<UtilityProcess, 'postMessage' | 'on' | 'kill' | 'pid'>

/** Electron's utility process as the broker's engine. */
export function createUtilityEngine(utility: Utility, killHard: (pid: number) => void): EngineProcess {
  return {
    post: (message) => utility.postMessage(message),
    onMessage: (listener) => void utility.on('message', listener),
    onExit: (listener) => void utility.on('exit', (code) => listener(`ended with code ${code}`)),
    kill() {
      // Its own kill asks politely, which generated code in a loop would not hear.
      if (utility.pid === undefined) utility.kill()
      else killHard(utility.pid)
    },
  }
}
