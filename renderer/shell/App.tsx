import { useEffect, useLayoutEffect } from 'react'
import { useSession, WorkbenchProvider } from '../state/WorkbenchContext.tsx'
import type { Workbench } from '../state/workbench.ts'
import { TooltipProvider } from '../ui/Tooltip.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import { Dialogs } from './Dialogs.tsx'
import { Frame } from './Frame.tsx'
import { listenForKeys } from './global-keys.ts'
import { Toasts } from './Toasts.tsx'

export function App({ workbench }: { workbench: Workbench }) {
  return (
    <WorkbenchProvider workbench={workbench}>
      <TooltipProvider>
        <Surroundings workbench={workbench} />
        <Frame />
        <Dialogs />
        <CommandPalette />
        <Toasts />
        <div id="announcer" className="hidden-text" role="status" aria-live="polite" />
      </TooltipProvider>
    </WorkbenchProvider>
  )
}

/** What the window does to the page around it: theme, language and keys. */
function Surroundings({ workbench }: { workbench: Workbench }) {
  const theme = useSession((state) => state.theme)
  const language = useSession((state) => state.language)
  // before the editors, which come later in the tree, read their colours from the page
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  useEffect(() => listenForKeys(workbench), [workbench])
  return null
}
