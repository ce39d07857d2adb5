import './ui/tokens.css'
import './ui/base.css'
import 'dockview-react/dist/styles/dockview.css'
import './ui/controls.css'
import './shell/shell.css'
import './shell/dock-theme.css'
import './canvas/canvas.css'
import './inspector/inspector.css'
import { createRoot } from 'react-dom/client'
import { must } from '../app/base/assert.ts'
import type { HostClient } from './bridge/host-client.ts'
import { features } from './features.ts'
import { createRegistry } from './registry/registry.ts'
import { App } from './shell/App.tsx'
import { NoHost } from './shell/NoHost.tsx'
import { applyPreferences, followSystemTheme } from './state/preferences.ts'
import { createSession } from './state/session.ts'
import { startWorkbench } from './state/start-workbench.ts'
import { createWorkbench } from './state/workbench.ts'

async function connect(): Promise<HostClient> {
  if (import.meta.env.MODE === 'fake') {
    const { createFakeHost } = await import('./bridge/fake-host.ts')
    return createFakeHost({ readOnly: location.search === '?read-only' })
  }
  const { connectToHost } = await import('./bridge/transport.ts')
  return connectToHost()
}

async function main(): Promise<void> {
  const session = createSession('en', 'dark')
  applyPreferences(session, { theme: 'system', language: 'system' })
  followSystemTheme(session)
  const root = createRoot(must(document.getElementById('root'), 'the root element'))
  const host = await connect().catch(() => undefined)
  if (host === undefined) return root.render(<NoHost language={session.get().language} theme={session.get().theme} />)
  const workbench = createWorkbench({
    host,
    registry: createRegistry(features),
    session,
    now: Date.now,
    random: Math.random,
  })
  root.render(<App workbench={workbench} />)
  await startWorkbench(workbench)
}

void main()
