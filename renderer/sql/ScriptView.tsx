import './editor-setup.ts'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { compileFlow } from '../../app/compile/compile-flow.ts'
import { setConfig } from '../../app/flow/edits/nodes.ts'
import { createFlowGraph } from '../../app/flow/graph.ts'
import { nodeKind } from '../../app/flow/kinds/registry.ts'
import { message } from '../i18n/translate.ts'
import { fieldLabel } from '../inspector/field-label.ts'
import { recordOf } from '../state/document.ts'
import { flowRecords } from '../state/flow-records.ts'
import { select, selectionOf } from '../state/session.ts'
import { useStore } from '../state/store.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import type { Workbench } from '../state/workbench.ts'
import { applyEditorTheme } from './editor-theme.ts'
import { setScope } from './language/sql-scope.ts'
import { createScriptEditor, type Script, type ScriptEditor } from './script-editor.ts'
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
  useTables(view, flow)
  return <div ref={host} className="sql-view" />
}

/** Completion and hover know every node of the flow. */
function useTables(view: ScriptEditor | undefined, flow: string): void {
  const t = useTranslate()
  const nodes = useDocument((state) => flowRecords(state.records, flow)?.nodes)
  const check = useStore(useWorkbench().problems, ({ byFlow }) => byFlow.get(flow)?.check)
  useEffect(() => {
    if (view === undefined || nodes === undefined) return
    const columnsOf = (id: string) => check?.columns.find((found) => found.node === id)?.columns ?? []
    const inputs = nodes.map(({ id, name }) => ({ name, columns: columnsOf(id) }))
    setScope(view.model, { kind: 'script', t, inputs })
  }, [view, nodes, check, t])
}

function useScript(flow: string): Script {
  const records = useDocument((state) => state.records)
  const check = useStore(useWorkbench().problems, (state) => state.byFlow.get(flow)?.check)
  return useMemo(() => {
    const graph = createFlowGraph(records.values(), flow)
    const columns = new Map(check?.columns.map((found) => [found.node, found.columns]))
    return graph === undefined ? { script: '', pieces: [] } : compileFlow(graph, (node) => columns.get(node.id))
  }, [records, flow, check])
}

const fieldOf = (kind: Parameters<typeof nodeKind>[0], field: string) =>
  nodeKind(kind).fields.find(({ id }) => id === field)

function readField({ document }: Workbench, node: string, field: string): string | undefined {
  const record = recordOf(document.get().records, 'node', node)
  const value = record === undefined ? undefined : fieldOf(record.config.kind, field)?.read(record.config)
  return typeof value === 'string' ? value : undefined
}
