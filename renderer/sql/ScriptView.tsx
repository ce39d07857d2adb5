import './editor-setup.ts'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { sketchFlow } from '../../app/compile/compile-flow.ts'
import { setConfig } from '../../app/flow/edits/nodes.ts'
import { createFlowGraph } from '../../app/flow/graph.ts'
import { nodeKind } from '../../app/flow/kinds/registry.ts'
import type { Span } from '../../app/sql/span.ts'
import type { Problem } from '../bridge/contract.ts'
import { message, type Translate } from '../i18n/translate.ts'
import { fieldLabel } from '../inspector/field-label.ts'
import { recordOf } from '../state/document.ts'
import { select, selectionOf } from '../state/session.ts'
import { useStore } from '../state/store.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import type { Workbench } from '../state/workbench.ts'
import { editorProblem } from './editor-problems.ts'
import { applyEditorTheme } from './editor-theme.ts'
import { NOTHING_AROUND } from './language/script-around.ts'
import { setScope } from './language/sql-scope.ts'
import { createScriptEditor, type PlacedProblem, type Script, type ScriptEditor } from './script-editor.ts'
import './sql.css'

/** The script that a flow compiles to, with the nodes' own texts editable in place. */
export function ScriptView({ flow }: { flow: string }) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const script = useScript(flow)
  const theme = useSession((state) => state.theme)
  const writable = useDocument((state) => state.writable)
  const selected = useSession((state) => selectionOf(state, flow)[0])
  const host = useRef<HTMLDivElement>(null)
  const first = useRef(script)
  const label = useRef(t('flow.view.sql'))
  const translate = useRef(t)
  const [view, setView] = useState<ScriptEditor>()
  useLayoutEffect(() => {
    translate.current = t
  }, [t])
  useLayoutEffect(() => applyEditorTheme(theme), [theme])
  useLayoutEffect(() => {
    if (host.current === null) return
    const { document, registry, session } = workbench
    const created = createScriptEditor({
      host: host.current,
      registry,
      label: label.current,
      script: first.current,
      fieldText: (node, field) => readField(workbench, node, field),
      nodeName: (node) => recordOf(document.get().records, 'node', node)?.name,
      onEdit: (node, field, value) => {
        const record = recordOf(document.get().records, 'node', node)
        if (record === undefined) return
        const { kind } = record.config
        const config = fieldOf(kind, field)?.write(record.config, value)
        if (config === undefined) return
        const text = message('edit.field', { field: fieldLabel(kind, field, translate.current), name: record.name })
        document.edit(setConfig(document.get().records, node, config), text, { key: `${node}.${field}` })
      },
      onPlace: ({ node }) => select(session, flow, [node]),
      onCaret: (caret) => session.set({ caret }),
      onDone: document.seal,
    })
    setView(created)
    return () => created.dispose()
  }, [workbench, flow])
  useEffect(() => view?.setProtection(t('sql.protected'), writable), [view, t, writable])
  useEffect(() => view?.show(script), [view, script])
  useEffect(() => view?.setSelected(selected), [view, selected])
  useScope(view)
  useProblems(view, flow, script)
  return <div ref={host} className="sql-view" />
}

/** A script stands for itself: it needs nothing around it. */
function useScope(view: ScriptEditor | undefined): void {
  const t = useTranslate()
  useEffect(() => {
    if (view !== undefined)
      setScope(view.model, { kind: 'script', t, inputs: [], around: () => NOTHING_AROUND, open: () => undefined })
  }, [view, t])
}

/** Mistakes of grammar follow every key; what the engine finds comes when it has looked at this very text. */
function useProblems(view: ScriptEditor | undefined, flow: string, script: Script): void {
  const t = useTranslate()
  const found = useStore(useWorkbench().problems, ({ byFlow }) => byFlow.get(flow))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the places change with the script
  useEffect(() => {
    if (view === undefined || found === undefined) return
    view.setProblems('grammar', placed(found.validation, t))
    const known = new Set(found.validation.map(({ message }) => message))
    const engine = found.check?.problems.filter(({ message }) => !known.has(message)) ?? []
    if (!found.checking) view.setProblems('check', placed(engine, t))
  }, [view, found, script, t])
}

const placed = (problems: readonly Problem[], t: Translate): readonly PlacedProblem[] =>
  problems.flatMap((problem) => {
    const { place } = problem
    return place.kind === 'node' ? [{ place, at: (span: Span) => editorProblem(problem, span, t) }] : []
  })

function useScript(flow: string): Script {
  const records = useDocument((state) => state.records)
  const check = useStore(useWorkbench().problems, (state) => state.byFlow.get(flow)?.check)
  return useMemo(() => {
    const graph = createFlowGraph(records.values(), flow)
    const columns = new Map(check?.columns.map((found) => [found.node, found.columns]))
    return graph === undefined ? { script: '', pieces: [] } : sketchFlow(graph, (node) => columns.get(node.id))
  }, [records, flow, check])
}

const fieldOf = (kind: Parameters<typeof nodeKind>[0], field: string) =>
  nodeKind(kind).fields.find(({ id }) => id === field)

function readField({ document }: Workbench, node: string, field: string): string | undefined {
  const record = recordOf(document.get().records, 'node', node)
  const value = record === undefined ? undefined : fieldOf(record.config.kind, field)?.read(record.config)
  return typeof value === 'string' ? value : undefined
}
