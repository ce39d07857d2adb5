import './editor-setup.ts'
import { type RefObject, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flowRecords } from '../state/flow-records.ts'
import { revealPlace } from '../state/reveal.ts'
import { useStore } from '../state/store.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { fieldProblems, grammarProblems } from './editor-problems.ts'
import { applyEditorTheme } from './editor-theme.ts'
import { createInlineEditor, type InlineEditor, type Stretch } from './inline-editor.ts'
import { createScriptAround } from './language/script-around.ts'
import { setScope } from './language/sql-scope.ts'
import type { SqlFieldProps } from './SqlField.tsx'

interface CodeFieldProps extends SqlFieldProps {
  /** Where the caret stood in the text field that this one replaces, if that had the focus. */
  readonly caret: RefObject<Stretch | undefined>
}

const LINES = { query: { min: 8, max: 24 }, condition: { min: 2, max: 10 } }

/** The SQL editor of a form. */
export function CodeField(props: CodeFieldProps) {
  const t = useTranslate()
  const keys = useId()
  const host = useRef<HTMLDivElement>(null)
  const inline = useInlineEditor(host, props)
  const { ids } = props
  useEffect(() => {
    if (inline === undefined) return
    setAttribute(inline.field, 'id', ids.id)
    setAttribute(inline.field, 'aria-describedby', [ids['aria-describedby'], keys].filter(Boolean).join(' '))
    setAttribute(inline.field, 'aria-invalid', ids['aria-invalid'] === true ? 'true' : undefined)
  }, [inline, ids.id, ids['aria-describedby'], ids['aria-invalid'], keys])
  useProblems(inline, props)
  useScope(inline, props)
  useRevealedSpan(inline, props.node, props.field)
  return (
    <>
      <div ref={host} className="sql-field" data-invalid={ids['aria-invalid']} />
      <p id={keys} className="field-message">
        {t('sql.keys')}
      </p>
    </>
  )
}

function useInlineEditor(host: RefObject<HTMLDivElement | null>, props: CodeFieldProps): InlineEditor | undefined {
  const { registry, session } = useWorkbench()
  const theme = useSession((state) => state.theme)
  const [inline, setInline] = useState<InlineEditor>()
  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })
  useLayoutEffect(() => applyEditorTheme(theme), [theme])
  useLayoutEffect(() => {
    if (host.current === null) return
    const { label, value, kind, caret } = latest.current
    const created = createInlineEditor({
      host: host.current,
      registry,
      label,
      value,
      lines: LINES[kind],
      onChange: (next) => latest.current.onChange(next),
      onCaret: (at) => session.set({ caret: at }),
      onDone: () => latest.current.onDone(),
    })
    if (caret.current !== undefined) created.focus(caret.current)
    setInline(created)
    return () => created.dispose()
  }, [host, registry, session])
  useLayoutEffect(() => inline?.setValue(props.value), [inline, props.value])
  useEffect(() => inline?.setReadOnly(props.readOnly), [inline, props.readOnly])
  useEffect(() => inline?.setPlaceholder(props.placeholder ?? ''), [inline, props.placeholder])
  return inline
}

/** Mistakes of grammar follow every key; what the engine finds comes when it has looked at this very text. */
function useProblems(inline: InlineEditor | undefined, { flow, node, field, kind, value }: CodeFieldProps): void {
  const t = useTranslate()
  const found = useStore(useWorkbench().problems, ({ byFlow }) => byFlow.get(flow))
  const grammar = useMemo(() => grammarProblems(value, kind, t), [value, kind, t])
  useEffect(() => inline?.setProblems('grammar', grammar), [inline, grammar])
  useEffect(() => {
    if (grammar.length > 0) inline?.setProblems('check', [])
    else if (found?.checking === false) inline?.setProblems('check', fieldProblems(found, node, field, t))
  }, [inline, grammar, found, node, field, t])
}

/** The language service knows the nodes that lead here; whole queries to begin with know their columns too. */
function useScope(inline: InlineEditor | undefined, { flow, node, kind }: CodeFieldProps): void {
  const t = useTranslate()
  const workbench = useWorkbench()
  const parts = useDocument((state) => flowRecords(state.records, flow))
  const check = useStore(workbench.problems, ({ byFlow }) => byFlow.get(flow)?.check)
  const around = useMemo(() => createScriptAround(node, kind), [node, kind])
  useEffect(() => {
    if (inline === undefined || parts === undefined) return
    const inputs = parts.edges.flatMap(({ from, to }) =>
      to === node ? parts.nodes.filter(({ id }) => id === from) : [],
    )
    const columnsOf = (id: string) => check?.columns.find((found) => found.node === id)?.columns ?? []
    const tables = inputs.map(({ id, name }) => ({ name, columns: columnsOf(id) }))
    const open = (maker: string) => revealPlace(workbench, { kind: 'node', flow, node: maker }, true)
    setScope(inline.model, { kind, t, inputs: tables, around: () => around(parts), open })
  }, [inline, parts, check, around, node, kind, t, flow, workbench])
}

/** A problem that was clicked leads to its own words. */
function useRevealedSpan(inline: InlineEditor | undefined, node: string, field: string): void {
  const reveal = useSession((state) => state.reveal)
  const seen = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (inline === undefined || reveal === undefined || seen.current === reveal.serial) return
    seen.current = reveal.serial
    if (reveal.node === node && reveal.field === field && reveal.focus && reveal.span !== undefined)
      inline.focus(reveal.span)
  }, [inline, reveal, node, field])
}

function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name)
  else element.setAttribute(name, value)
}
