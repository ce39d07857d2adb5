import type { HostApi, HostEvent } from './contract.ts'
import { createEngineHandlers, type EngineServices } from './handlers/engine.ts'
import { createPackHandlers, type PackServices } from './handlers/packs.ts'
import { createPublishHandlers, type PublishServices } from './handlers/publish.ts'
import { createSessionHandlers, type SessionServices } from './handlers/session.ts'
import { createWorkspaceHandlers } from './handlers/workspace.ts'
import type { OpenWorkspace } from './open-workspace.ts'

/** All that handlers are given; made once by the process that hosts them. */
export interface HostServices
  extends SessionServices,
    Omit<EngineServices, 'store'>,
    Pick<PackServices, 'pause' | 'now'>,
    Omit<PublishServices, 'workspace' | 'engine'> {
  readonly workspace: OpenWorkspace
  readonly tell: (session: string, event: HostEvent) => void
}

/** The contract as one window uses it, until it has left. */
export function createHandlers(services: HostServices, session: string, left: AbortSignal): HostApi {
  const { workspace, newId, pause, now } = services
  const { store } = workspace
  return {
    session: createSessionHandlers(services, session),
    workspace: createWorkspaceHandlers(workspace, session, { newId, now, left }),
    packs: createPackHandlers({ store, newId, pause, now, left, tell: (event) => services.tell(session, event) }),
    engine: createEngineHandlers({ ...services, store }, session),
    publish: createPublishHandlers(services),
  }
}
