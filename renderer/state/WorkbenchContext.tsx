import { createContext, type ReactNode, use, useMemo } from 'react'
import { must } from '../../app/base/assert.ts'
import { createTranslate, type Translate } from '../i18n/translate.ts'
import type { DocumentState } from './document.ts'
import type { SessionState } from './session.ts'
import { useStore } from './store.ts'
import type { Workbench } from './workbench.ts'

const Context = createContext<Workbench | undefined>(undefined)

export function WorkbenchProvider({ workbench, children }: { workbench: Workbench; children: ReactNode }) {
  return <Context value={workbench}>{children}</Context>
}

export const useWorkbench = (): Workbench => must(use(Context), 'the workbench')

export function useSession<T>(select: (state: SessionState) => T, isEqual?: (a: T, b: T) => boolean): T {
  return useStore(useWorkbench().session, select, isEqual)
}

export function useDocument<T>(select: (state: DocumentState) => T, isEqual?: (a: T, b: T) => boolean): T {
  return useStore(useWorkbench().document, select, isEqual)
}

const selectLanguage = (state: SessionState) => state.language
const translates = { en: createTranslate('en'), zh: createTranslate('zh') }

/** Turns keys into words of the language chosen. */
export function useTranslate(): Translate {
  const language = useSession(selectLanguage)
  return useMemo(() => translates[language], [language])
}
