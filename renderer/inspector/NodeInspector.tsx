import { useMemo } from 'react'
import type { NodeRecord } from '../../app/flow/records.ts'
import { nodeLook } from '../canvas/nodes/registry.ts'
import { problemText } from '../i18n/problem-text.ts'
import type { EditorProps } from '../registry/feature.ts'
import { recordOf } from '../state/document.ts'
import { type FlowRecords, flowRecords } from '../state/flow-records.ts'
import { allProblems, problemsOfNode } from '../state/problems.ts'
import { revealPlace } from '../state/reveal.ts'
import { select, selectionOf } from '../state/session.ts'
import { useStore } from '../state/store.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { IconButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { problemPlace } from './field-label.ts'
import { NodeForm } from './NodeForm.tsx'
import { OutputColumns } from './OutputColumns.tsx'

/** What is selected on the canvas: a node's form, what it gives out, and what is wrong with it. */
export function NodeInspector({ input }: EditorProps) {
  const t = useTranslate()
  const records = useDocument((state) => flowRecords(state.records, input.id))
  const selection = useSession((state) => selectionOf(state, input.id))
  if (records === undefined) return null
  const nodes = records.nodes.filter((node) => selection.includes(node.id))
  const edge = records.edges.find((each) => selection.includes(each.id))
  const [node] = nodes
  if (nodes.length === 1 && node !== undefined) return <OneNode key={node.id} records={records} node={node} />
  if (nodes.length > 1)
    return <EmptyState title={t('inspector.many', { count: nodes.length })} text={t('inspector.manyText')} />
  if (edge !== undefined) return <OneEdge from={edge.from} to={edge.to} />
  return <EmptyState title={t('inspector.empty.title')} text={t('inspector.empty.text')} />
}

function OneNode({ records, node }: { records: FlowRecords; node: NodeRecord }) {
  const t = useTranslate()
  const { session, problems } = useWorkbench()
  const flow = records.flow.id
  const found = useStore(problems, ({ byFlow }) => byFlow.get(flow))
  const mine = useMemo(() => problemsOfNode(allProblems(found), node.id), [found, node.id])
  const look = nodeLook(node.config.kind)
  const title = look.refine?.(node.config).title ?? look.title
  return (
    <>
      <div className="side-head">
        <h2>{t.message({ key: title })}</h2>
        <IconButton icon="close" size={14} label={t('action.close')} onClick={() => select(session, flow, [])} />
      </div>
      <div className="inspector-body">
        <NodeForm records={records} node={node} problems={mine} />
        <OutputColumns flow={flow} node={node} />
        <NodeProblems node={node} problems={mine} />
      </div>
    </>
  )
}

function NodeProblems({ node, problems }: { node: NodeRecord; problems: ReturnType<typeof problemsOfNode> }) {
  const t = useTranslate()
  const workbench = useWorkbench()
  if (problems.length === 0) return null
  return (
    <section className="inspector-section" aria-label={t('inspector.problems')}>
      <div className="side-head">
        <h2>{t('inspector.problems')}</h2>
      </div>
      {problems.map((problem) => (
        <button
          key={`${problem.code} ${problem.message}`}
          type="button"
          className={`inspector-problem ${problem.severity === 'error' ? 'bad' : 'warn'}`}
          onClick={() => revealPlace(workbench, problem.place, true)}
        >
          {problemPlace(problem, node.config.kind, t) ?? node.name}: {problemText(problem, t)}
        </button>
      ))}
    </section>
  )
}

function OneEdge({ from, to }: { from: string; to: string }) {
  const t = useTranslate()
  const names = useDocument(
    ({ records }) => `${recordOf(records, 'node', from)?.name ?? ''}\n${recordOf(records, 'node', to)?.name ?? ''}`,
  ).split('\n')
  return (
    <EmptyState
      title={t('inspector.edge')}
      text={t('inspector.edgeText', { from: names[0] ?? '', to: names[1] ?? '' })}
    />
  )
}
