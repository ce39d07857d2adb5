import { lazy, Suspense } from 'react'
import { useSession, useTranslate } from '../state/WorkbenchContext.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { loadEditorTexts } from './load-editor.ts'

const views = {
  en: lazy(() => loadView('en')),
  zh: lazy(() => loadView('zh')),
}

async function loadView(language: 'en' | 'zh') {
  await loadEditorTexts(language)
  return { default: (await import('./ScriptView.tsx')).ScriptView }
}

/** The SQL segment of a flow tab: the script that the flow compiles to. */
export function SqlView({ flow }: { flow: string }) {
  const t = useTranslate()
  const language = useSession((state) => state.language)
  const View = views[language]
  return (
    <Suspense fallback={<Skeleton label={t('state.loading')} />}>
      <View key={flow} flow={flow} />
    </Suspense>
  )
}
