import { useEffect, useMemo } from 'react'
import { createTranslate, type Language } from '../i18n/translate.ts'
import { EmptyState } from '../ui/EmptyState.tsx'

/** All there is to show when no host lets this page in. */
export function NoHost({ language, theme }: { language: Language; theme: 'dark' | 'light' }) {
  const t = useMemo(() => createTranslate(language), [language])
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  return <EmptyState title={t('error.noHost.title')} text={t('error.noHost.text')} />
}
