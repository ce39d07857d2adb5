import { EditedDocument } from '../../app/language/edited-document.ts'
import type { LanguageFarewell, LanguageRequest, LanguageResponse } from '../../app/language/question.ts'
import { bindOnly } from '../../app/language/run-statement.ts'

// The window's second thread: it binds what is typed, so that the first one only types.

const documents = new Map<number, EditedDocument>()

globalThis.addEventListener('message', ({ data }: MessageEvent<LanguageRequest | LanguageFarewell>) => {
  if ('closed' in data) {
    documents.delete(data.closed)
    return
  }
  const { id, editor, source, question } = data
  const document = documents.get(editor) ?? new EditedDocument(bindOnly)
  documents.set(editor, document)
  let response: LanguageResponse = { id }
  try {
    if (source !== undefined) document.setSource(source)
    const answer = document.answer(question)
    if (answer !== undefined) response = { id, answer }
  } catch (thrown) {
    // Our own bug: the question stays open, and the console says why.
    console.error(thrown)
  }
  globalThis.postMessage(response)
})
