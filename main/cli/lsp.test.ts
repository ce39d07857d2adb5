import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LspServer } from './lsp-server.ts'
import { LspClient, type Told } from './testing-kit/lsp-client.ts'

const SCRIPT = `CREATE TABLE orders (
  id BIGINT,
  price DECIMAL(10, 2)
) WITH ('connector' = 'kafka', 'format' = 'json');
SELECT o.id, ROUND(o.price, 1) AS rounded
FROM orders AS o;
`

// One server for all scripts, as an editor has it; its start is most of what a test takes.
let editor: LspClient
let uri = ''
let opened = 0

beforeAll(async () => {
  editor = new LspClient()
  await editor.initialize()
  editor.notify('initialized', {})
}, 120_000)
afterAll(() => void editor.child.kill())

/** Opens a script and answers the mistakes that the server tells of it. */
async function open(text = SCRIPT): Promise<readonly Told[]> {
  uri = `file:///script-${++opened}.sql`
  editor.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'sql', version: 1, text } })
  return editor.diagnostics(uri)
}

const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } })
const inDocument = () => ({ textDocument: { uri } })

interface Item {
  readonly label: string
  readonly detail?: string
  readonly textEdit: { readonly newText: string; readonly range: unknown }
  readonly documentation?: { readonly value: string }
}

describe('millrace lsp', () => {
  it('tells mistakes when a script is opened, follows each change, and clears them when it is closed', async () => {
    expect(await open()).toEqual([])
    const price = { start: { line: 4, character: 21 }, end: { line: 4, character: 26 } }
    editor.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: price, text: 'cost' }],
    })
    const [found, ...more] = await editor.diagnostics(uri)
    expect(found).toMatchObject({ code: 'column-not-found', range: { start: { line: 4, character: 21 } } })
    expect(more).toEqual([])
    editor.notify('textDocument/didClose', inDocument())
    expect(await editor.diagnostics(uri)).toEqual([])
  })

  it('says what millrace check says, planning included', async () => {
    const found = await open(`${SCRIPT}SELECT DISTINCT id FROM orders LIMIT 1;\nSELECT * FROM orders ORDER BY price;\n`)
    expect(found.map(({ range }) => range)).toMatchObject([{ start: { line: 6 } }, { start: { line: 7 } }])
  })

  it('completes, and describes what is chosen', async () => {
    await open()
    const { items } = await editor.ask<{ items: readonly Item[] }>('textDocument/completion', at(4, 9))
    expect(items.map(({ label }) => label)).toEqual(['id', 'price', '*'])
    expect(items[1]?.detail).toBe('DECIMAL(10, 2)')
    const blank = { ...at(4, 13), context: { triggerKind: 2, triggerCharacter: ' ' } }
    expect(await editor.ask('textDocument/completion', blank)).toMatchObject({ items: [] })
    const all = await editor.ask<{ items: readonly Item[] }>('textDocument/completion', at(4, 13))
    const upper = all.items.find(({ label }) => label === 'UPPER')
    expect(upper?.textEdit.newText).toBe('UPPER($0)')
    const { documentation } = await editor.ask<Item>('completionItem/resolve', upper)
    expect(documentation?.value).toContain('UPPER(string)')
  })

  it('answers hover, definition, references, signature, symbols and folds', async () => {
    await open()
    expect(await editor.ask('textDocument/hover', at(4, 9))).toMatchObject({
      contents: { value: expect.stringContaining('id BIGINT') },
    })
    expect(await editor.ask('textDocument/definition', at(4, 9))).toMatchObject({
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 4 } },
    })
    expect(await editor.ask('textDocument/references', at(1, 3))).toHaveLength(2)
    expect(await editor.ask('textDocument/signatureHelp', at(4, 28))).toMatchObject({
      activeParameter: 1,
      signatures: [{ label: 'ROUND(number[, digits])' }],
    })
    expect(await editor.ask('textDocument/documentSymbol', inDocument())).toMatchObject([
      { name: 'orders', children: [{ name: 'id' }, { name: 'price' }] },
      { name: expect.stringContaining('SELECT') },
    ])
    expect(await editor.ask('textDocument/foldingRange', inDocument())).toContainEqual({
      ...{ startLine: 0, endLine: 3, kind: 'region' },
    })
  })

  it('renames everywhere, and refuses a name that is taken', async () => {
    await open()
    expect(await editor.ask('textDocument/prepareRename', at(4, 7))).toMatchObject({ placeholder: 'o' })
    const renamed = await editor.ask<{ changes: Record<string, unknown[]> }>('textDocument/rename', {
      ...at(1, 3),
      newName: 'key',
    })
    expect(renamed.changes[uri]).toHaveLength(2)
    const refused = await editor.request('textDocument/rename', { ...at(1, 3), newName: 'price' })
    expect(refused.error?.message).toMatch(/taken/)
  })

  it('lays the text out, and does nothing more the second time', async () => {
    await open('select a-- why\nfrom   t ;\n')
    const [edit] = await editor.ask<readonly { newText: string }[]>('textDocument/formatting', inDocument())
    expect(edit?.newText).toContain('SELECT')
    expect(edit?.newText).toContain('-- why')
    editor.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: edit?.newText }],
    })
    expect(await editor.ask('textDocument/formatting', inDocument())).toEqual([])
  })

  it('offers what can be done about a mistake', async () => {
    await open('SELEC 1;')
    const range = { start: { line: 0, character: 2 }, end: { line: 0, character: 2 } }
    const [action] = await editor.ask<readonly { edit: { changes: Record<string, unknown> } }[]>(
      'textDocument/codeAction',
      { ...inDocument(), range, context: { diagnostics: [] } },
    )
    expect(action?.edit.changes[uri]).toEqual([
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } }, newText: 'SELECT' },
    ])
  })

  it('counts UTF-16 units', async () => {
    const [found] = await open("SELECT '订单😀', nowhere;\n")
    expect(found?.range).toMatchObject({ start: { line: 0, character: 15 } })
  })

  it('survives whatever comes in', async () => {
    expect(await open()).toEqual([])
    editor.raw('Content-Length: 5\r\n\r\n{nope')
    expect((await editor.next(({ id }) => id === null)).error?.code).toBe(-32700)
    editor.raw('Garbage: yes\r\n\r\nContent-Length: -4\r\n\r\nContent-Length: 99999999999\r\n\r\n')
    editor.raw('Content-Length: 2\r\n\r\n[]')
    expect((await editor.next(({ id }) => id === null)).error?.code).toBe(-32700)
    expect((await editor.request('textDocument/hover', { position: 'here' })).error?.code).toBe(-32602)
    expect((await editor.request('textDocument/hover', at(0, 0))).error).toBeUndefined()
    expect((await editor.request('no/such', {})).error?.code).toBe(-32601)
    const other = { ...at(0, 0), textDocument: { uri: 'file:///other' } }
    expect((await editor.request('textDocument/hover', other)).error?.code).toBe(-32602)
    editor.notify('textDocument/didChange', { textDocument: { uri }, contentChanges: 'none' })
    editor.notify('$/cancelRequest', { id: 7 })
    const beyond = { start: { line: 90, character: 0 }, end: { line: 99, character: 9 } }
    editor.notify('textDocument/didChange', {
      textDocument: { uri, version: 3 },
      contentChanges: [{ range: beyond, text: '-- behind the end' }],
    })
    expect(await editor.diagnostics(uri)).toEqual([])
  })
})

describe('a server of millrace lsp', () => {
  it('puts a message together that comes in pieces, answers nothing before it is initialized, and goes when it is told', async () => {
    const own = new LspClient()
    expect((await own.request('textDocument/hover', at(0, 0))).error?.code).toBe(-32002)
    const body = JSON.stringify({ jsonrpc: '2.0', id: 900, method: 'initialize', params: { capabilities: {} } })
    const whole = Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
    for (let start = 0; start < whole.length; start += 7) own.raw(whole.subarray(start, start + 7))
    const { result } = await own.next(({ id }) => id === 900)
    expect(result).toMatchObject({ capabilities: { textDocumentSync: { change: 2 }, hoverProvider: true } })
    expect(await own.close()).toBe(0)
  }, 120_000)

  it('ends with 1 when its editor is gone without a word', async () => {
    const own = new LspClient()
    await own.initialize()
    expect(await own.leave()).toBe(1)
  }, 120_000)

  it('speaks Chinese when the editor does', () => {
    const sent: object[] = []
    const server = new LspServer({
      send: (message) => void sent.push(message),
      exit: () => undefined,
      complain: (text) => expect(text).toBe(''),
      soon: (work) => work(),
    })
    const receive = (method: string, params: object, id?: number) =>
      server.receive(JSON.stringify({ jsonrpc: '2.0', method, params, ...(id === undefined ? {} : { id }) }))
    receive('initialize', { locale: 'zh-CN', capabilities: {} }, 1)
    receive('textDocument/didOpen', { textDocument: { uri: 'a', text: 'SELECT FROM t' } })
    expect(sent[1]).toMatchObject({ params: { diagnostics: [{ message: expect.stringMatching(/[一-鿿]/) }] } })
  })
})
