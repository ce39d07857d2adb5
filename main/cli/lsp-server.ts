import type * as z from 'zod'
import { LanguageDocument } from '../../app/language/language-document.ts'
import { planStatement } from '../../app/language/plan-statement.ts'
import { namesRelations, type Suggestion } from '../../app/language/suggestion.ts'
import type { Language } from '../../app/sql/messages.ts'
import packageFile from '../../package.json' with { type: 'json' }
import {
  completionItem,
  diagnosticAnswer,
  fixActions,
  foldAnswer,
  hoverAnswer,
  signatureAnswer,
  suggestionDocs,
  symbolOf,
} from './lsp-answers.ts'
import * as params from './lsp-params.ts'
import { LspText } from './lsp-text.ts'

export interface LspPorts {
  send(message: object): void
  /** The client has said goodbye. */
  exit(code: number): void
  /** For what went wrong with ourselves. */
  complain(text: string): void
  /** Once what has come so far is answered. */
  soon(work: () => void): void
}

/** Errors of JSON-RPC and of the protocol. */
const ERROR = {
  unreadable: -32700,
  invalidRequest: -32600,
  unknownMethod: -32601,
  invalidParams: -32602,
  internal: -32603,
  notInitialized: -32002,
  refused: -32803,
} as const

class RequestFailure extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

interface OpenDocument {
  readonly document: LanguageDocument
  source: LspText
  version: number | undefined
}

type Handler = (params: unknown) => unknown

const CAPABILITIES = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: 2 },
  completionProvider: { triggerCharacters: ['.', "'", ' '], resolveProvider: true },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  documentFormattingProvider: true,
  codeActionProvider: { codeActionKinds: ['quickfix'] },
}

/** The language service as a server of the Language Server Protocol. It answers message by message, and survives any of them. */
export class LspServer {
  readonly #ports: LspPorts
  readonly #documents = new Map<string, OpenDocument>()
  readonly #stale = new Set<string>()
  #state: 'new' | 'running' | 'shut down' = 'new'
  #language: Language = 'en'
  #takesSnippets = false
  /** The last list that was given out, for what is asked about its items. */
  #list: readonly Suggestion[] = []
  #lists = 0

  constructor(ports: LspPorts) {
    this.#ports = ports
  }

  /** One message, as text. */
  receive(body: string): void {
    let read: z.infer<typeof params.message>
    try {
      read = params.message.parse(JSON.parse(body))
    } catch {
      this.#fail(null, ERROR.unreadable, 'This is no message of JSON-RPC')
      return
    }
    const { id, method } = read
    // An answer to us: we ask nothing.
    if (method === undefined) return
    if (id === undefined) this.#notified(method, read.params)
    else this.#requested(id ?? null, method, read.params)
  }

  #notified(method: string, given: unknown): void {
    if (method === 'exit') this.#ports.exit(this.#state === 'shut down' ? 0 : 1)
    else if (this.#state === 'running') {
      try {
        this.#notifications[method]?.(given)
      } catch (thrown) {
        this.#ports.complain(`${method}: ${describe(thrown)}`)
      }
    }
  }

  #requested(id: string | number | null, method: string, given: unknown): void {
    try {
      this.#ports.send({ jsonrpc: '2.0', id, result: this.#answer(method, given) ?? null })
    } catch (thrown) {
      if (!(thrown instanceof RequestFailure)) this.#ports.complain(`${method}: ${describe(thrown)}`)
      const code = thrown instanceof RequestFailure ? thrown.code : ERROR.internal
      this.#fail(id, code, thrown instanceof Error ? thrown.message : String(thrown))
    }
  }

  #answer(method: string, given: unknown): unknown {
    if (method === 'initialize') return this.#initialize(given)
    if (this.#state === 'new') throw new RequestFailure(ERROR.notInitialized, 'Not initialized yet')
    if (this.#state === 'shut down') throw new RequestFailure(ERROR.invalidRequest, 'Shut down already')
    const handler = this.#requests[method]
    if (handler === undefined) throw new RequestFailure(ERROR.unknownMethod, `There is no method ${method}`)
    return handler(given)
  }

  #fail(id: string | number | null, code: number, message: string): void {
    this.#ports.send({ jsonrpc: '2.0', id, error: { code, message } })
  }

  #initialize(given: unknown): object {
    const { locale, capabilities } = readParams(params.initialize, given ?? {})
    this.#state = 'running'
    this.#language = locale?.toLowerCase().startsWith('zh') === true ? 'zh' : 'en'
    this.#takesSnippets = capabilities?.textDocument?.completion?.completionItem?.snippetSupport === true
    return { capabilities: CAPABILITIES, serverInfo: { name: 'millrace', version: packageFile.version } }
  }

  readonly #notifications: Readonly<Record<string, Handler>> = {
    'textDocument/didOpen': (given) => {
      const { textDocument } = readParams(params.opened, given)
      const source = new LspText(textDocument.text)
      this.#documents.set(textDocument.uri, {
        document: new LanguageDocument(planStatement),
        source,
        version: textDocument.version,
      })
      this.#look(textDocument.uri)
    },
    'textDocument/didChange': (given) => {
      const { textDocument, contentChanges } = readParams(params.changed, given)
      const open = this.#open(textDocument.uri)
      for (const { range, text } of contentChanges) open.source = open.source.changed(range, text)
      open.version = textDocument.version ?? undefined
      this.#look(textDocument.uri)
    },
    'textDocument/didClose': (given) => {
      const { uri } = readParams(params.inDocument, given).textDocument
      this.#documents.delete(uri)
      this.#publish(uri, [])
    },
  }

  readonly #requests: Readonly<Record<string, Handler>> = {
    shutdown: () => {
      this.#state = 'shut down'
      return null
    },
    'textDocument/completion': (given) => this.#complete(given),
    'completionItem/resolve': (given) => {
      const item = readParams(params.listed, given)
      const suggestion = item.data?.list === this.#lists ? this.#list[item.data.at] : undefined
      const documentation = suggestion && suggestionDocs(suggestion, this.#language)
      return documentation === undefined ? item : { ...item, documentation }
    },
    'textDocument/hover': (given) => {
      const { open, offset } = this.#place(given)
      const found = open.document.hover(offset)
      return found && hoverAnswer(found, open.source, this.#language)
    },
    'textDocument/definition': (given) => {
      const { open, offset, uri } = this.#place(given)
      const span = open.document.define(offset)
      return span && { uri, range: open.source.rangeOf(span) }
    },
    'textDocument/references': (given) => {
      const { open, offset, uri } = this.#place(given)
      return open.document.references(offset).map(({ span }) => ({ uri, range: open.source.rangeOf(span) }))
    },
    'textDocument/documentHighlight': (given) => {
      const { open, offset } = this.#place(given)
      return open.document.references(offset).map(({ span }) => ({ range: open.source.rangeOf(span) }))
    },
    'textDocument/prepareRename': (given) => {
      const { open, offset } = this.#place(given)
      const found = open.document.prepareRename(offset)
      return found && { range: open.source.rangeOf(found.span), placeholder: found.text }
    },
    'textDocument/rename': (given) => this.#rename(given),
    'textDocument/signatureHelp': (given) => {
      const { open, offset } = this.#place(given)
      const found = open.document.signatureHelp(offset)
      return found && signatureAnswer(found, this.#language)
    },
    'textDocument/documentSymbol': (given) => {
      const { document, source } = this.#inDocument(given)
      return document.outline().map((item) => symbolOf(item, source))
    },
    'textDocument/foldingRange': (given) => this.#inDocument(given).document.folds().map(foldAnswer),
    'textDocument/formatting': (given) => {
      const { document, source } = this.#inDocument(given)
      const formatted = document.formatted()
      if (formatted === source.text) return []
      return [{ range: source.rangeOf({ start: 0, end: source.text.length }), newText: formatted }]
    },
    'textDocument/codeAction': (given) => {
      const { range, textDocument } = readParams(params.actionsIn, given)
      const { document, source } = this.#current(textDocument.uri)
      const span = { start: source.offsetAt(range.start), end: source.offsetAt(range.end) }
      return fixActions(textDocument.uri, document.diagnostics, span, source, this.#language)
    },
  }

  #complete(given: unknown): object {
    const { open, offset } = this.#place(given)
    const { context } = readParams(params.completeAt, given)
    const { span, suggestions } = open.document.complete(offset)
    // A blank opens the list only where a name must follow; anywhere else it would be in the way.
    if (context?.triggerCharacter === ' ' && !namesRelations(suggestions)) return { isIncomplete: false, items: [] }
    this.#list = suggestions
    const list = ++this.#lists
    const range = open.source.rangeOf(span)
    const items = suggestions.map((each, at) => completionItem(each, range, at, list, this.#takesSnippets))
    return { isIncomplete: false, items }
  }

  #rename(given: unknown): object {
    const { newName } = readParams(params.renameTo, given)
    const { open, offset, uri } = this.#place(given)
    const answer = open.document.rename(offset, newName)
    if (!answer.ok) throw new RequestFailure(ERROR.refused, answer.why[this.#language])
    const edits = answer.edits.map(({ span, text }) => ({ range: open.source.rangeOf(span), newText: text }))
    return { changes: { [uri]: edits } }
  }

  /** Mistakes are told when everything that has come so far is read: a burst of keys is looked at once. */
  #look(uri: string): void {
    this.#stale.add(uri)
    if (this.#stale.size === 1) this.#ports.soon(() => this.#lookNow())
  }

  #lookNow(): void {
    const uris = [...this.#stale]
    this.#stale.clear()
    for (const uri of uris) {
      if (!this.#documents.has(uri)) continue
      try {
        const { document, source } = this.#current(uri)
        this.#publish(
          uri,
          document.diagnostics.map((found) => diagnosticAnswer(found, source, this.#language)),
        )
      } catch (thrown) {
        this.#ports.complain(`${uri}: ${describe(thrown)}`)
      }
    }
  }

  #publish(uri: string, diagnostics: readonly object[]): void {
    const version = this.#documents.get(uri)?.version
    const told = { uri, diagnostics, ...(version === undefined ? {} : { version }) }
    this.#ports.send({ jsonrpc: '2.0', method: 'textDocument/publishDiagnostics', params: told })
  }

  #open(uri: string): OpenDocument {
    const open = this.#documents.get(uri)
    if (open === undefined) throw new RequestFailure(ERROR.invalidParams, `${uri} is not open`)
    return open
  }

  /** With the text that the client has. */
  #current(uri: string): OpenDocument {
    const open = this.#open(uri)
    open.document.setText(open.source.text)
    return open
  }

  #inDocument(given: unknown): OpenDocument {
    return this.#current(readParams(params.inDocument, given).textDocument.uri)
  }

  #place(given: unknown): { readonly open: OpenDocument; readonly offset: number; readonly uri: string } {
    const { textDocument, position } = readParams(params.at, given)
    const open = this.#current(textDocument.uri)
    return { open, offset: open.source.offsetAt(position), uri: textDocument.uri }
  }
}

function readParams<T>(schema: z.ZodType<T>, given: unknown): T {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new RequestFailure(ERROR.invalidParams, `${issue?.path.join('.')}: ${issue?.message}`)
}

const describe = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
