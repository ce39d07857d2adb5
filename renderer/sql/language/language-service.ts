import type {
  Answers,
  EditedText,
  LanguageFarewell,
  LanguageRequest,
  LanguageResponse,
  Question,
} from '../../../app/language/question.ts'
import LanguageWorker from '../../language/language-worker.ts?worker'

type Kind = Question['kind']
type Waiting = (answer: Answers[Kind] | undefined) => void

let worker: Worker | undefined
let ids = 0
let editors = 0
const waiting = new Map<number, Waiting>()

/** One editor's line to the language service in the window's second thread. */
export interface LanguageLine {
  /** Undefined: nothing to say. */
  ask(source: EditedText, question: Question): Promise<Answers[Kind] | undefined>
  /** The editor is gone. */
  close(): void
}

export function openLanguageLine(): LanguageLine {
  const editor = ++editors
  let told: EditedText | undefined
  return {
    ask(source, question) {
      const id = ++ids
      const isNew = told === undefined || !isSame(told, source)
      told = source
      const request: LanguageRequest = { id, editor, question, ...(isNew ? { source } : {}) }
      return new Promise((resolve) => {
        waiting.set(id, resolve)
        theWorker().postMessage(request)
      })
    },
    close: () => worker?.postMessage({ closed: editor } satisfies LanguageFarewell),
  }
}

const isSame = (left: EditedText, right: EditedText): boolean =>
  left.text === right.text &&
  left.before === right.before &&
  left.after === right.after &&
  left.relations?.join('\n') === right.relations?.join('\n')

function theWorker(): Worker {
  if (worker !== undefined) return worker
  worker = new LanguageWorker()
  worker.addEventListener('message', ({ data }: MessageEvent<LanguageResponse>) => {
    waiting.get(data.id)?.(data.answer)
    waiting.delete(data.id)
  })
  worker.addEventListener('error', () => {
    for (const give of waiting.values()) give(undefined)
    waiting.clear()
  })
  return worker
}
