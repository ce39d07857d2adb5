import type { Problem } from '../bridge/contract.ts'
import { en } from '../i18n/en.ts'
import type { MessageKey, Translate } from '../i18n/translate.ts'

/** A field's label by its form: the same words in the form, in problems and in the history. */
export function fieldLabel(kind: string, field: string, t: Translate): string {
  if (field === 'name') return t('field.name')
  const key = `form.${kind}.${field}`
  return isKey(key) ? t.message({ key }) : field
}

const isKey = (key: string): key is MessageKey => key in en

/** The field that a node's problem is about, if it is about one. */
export function problemPlace({ place }: Problem, kind: string, t: Translate): string | undefined {
  return place.kind === 'node' && place.field !== undefined ? fieldLabel(kind, place.field, t) : undefined
}
