import type { HostApi } from './contract.ts'
import { createEngineHandlers, type EngineServices } from './handlers/engine.ts'
import { createPackHandlers } from './handlers/packs.ts'
import { createPublishHandlers, type PublishServices } from './handlers/publish.ts'
import { createSessionHandlers, type SessionServices } from './handlers/session.ts'
import { createWorkspaceHandlers } from './handlers/workspace.ts'
import type { OpenWorkspace } from './open-workspace.ts'

/** All that handlers are given; made once by the process that hosts them. */
export interface HostServices
  extends SessionServices,
    Omit<EngineServices, 'store'>,
    Omit<PublishServices, 'workspace' | 'engine'> {
  readonly workspace: OpenWorkspace
}

/** The contract as one window uses it. */
export function createHandlers(services: HostServices, session: string): HostApi {
  const { workspace, newId } = services
  const { store } = workspace
  return {
    session: createSessionHandlers(services, session),
    workspace: createWorkspaceHandlers(workspace, session),
    packs: createPackHandlers(store, newId),
    engine: createEngineHandlers({ ...services, store }, session),
    publish: createPublishHandlers(services),
  }
}
