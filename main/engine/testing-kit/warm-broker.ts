import type { RunEvent } from '../../../app/api/contract.ts'
import { createEngineBroker, type EngineBroker } from '../engine-broker.ts'
import { spawnEngine } from '../spawn-engine.ts'

export interface WarmBroker {
  readonly broker: EngineBroker
  /** All that was told of runs so far. */
  readonly events: readonly RunEvent[]
  /** Resolves when the first run has ended. */
  readonly ended: Promise<void>
}

/** A broker over a real engine process that has warmed up. */
export async function createWarmBroker(): Promise<WarmBroker> {
  const events: RunEvent[] = []
  let onWarm = () => {}
  let onEnded = () => {}
  const warm = new Promise<void>((resolve) => {
    onWarm = resolve
  })
  const ended = new Promise<void>((resolve) => {
    onEnded = resolve
  })
  const broker = createEngineBroker({
    spawn: () => spawnEngine(),
    onRun(_, event) {
      events.push(event)
      if (event.kind === 'ended') onEnded()
    },
    onState: (state) => {
      if (state === 'warm') onWarm()
    },
    now: () => performance.now(),
    later: () => () => {},
  })
  await warm
  return { broker, events, ended }
}
