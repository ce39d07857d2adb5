import type { HostApi } from '../bridge/contract.ts'
import type { Translate } from '../i18n/translate.ts'
import { describeStoreError } from '../state/store-errors.ts'

type AnswerOf<M extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<M>>
type ErrorOf<A> = A extends { readonly ok: false; readonly error: infer E } ? E : never
export type PublishError = ErrorOf<AnswerOf<HostApi['publish']['start']>>

/** What stood in the way, in the window's language; a target's own words stay as they came. */
export function publishErrorText(error: PublishError, t: Translate): string {
  switch (error.tag) {
    case 'unreachable':
      return `${t('targetError.unreachable', { url: error.url })}: ${error.message}`
    case 'not-found':
      return t('targetError.not-found', { what: error.what })
    case 'refused':
    case 'unknown-outcome':
      return error.message
    default:
      return t.message(describeStoreError(error))
  }
}
