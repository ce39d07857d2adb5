import { nodeKind } from '../../app/flow/kinds/registry.ts'
import type { NodeRecord } from '../../app/flow/records.ts'
import { useStore } from '../state/store.ts'
import { useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'

const KINDS: Readonly<Record<string, string>> = { I: '+I', UB: '-U', UA: '+U', D: '-D' }

/** Flink's `I,UB,UA,D` as the kinds are written everywhere else. */
const changeKinds = (mode: string): string =>
  mode
    .split(',')
    .map((kind) => KINDS[kind.trim()] ?? kind)
    .join(' ')

/** The columns that a node gives out, and how they change, as the engine found them. */
export function OutputColumns({ flow, node }: { flow: string; node: NodeRecord }) {
  const t = useTranslate()
  const { problems } = useWorkbench()
  const found = useStore(problems, ({ byFlow }) => byFlow.get(flow))
  if (nodeKind(node.config.kind).family === 'sink') return null
  const output = found?.check?.columns.find((each) => each.node === node.id)
  return (
    <section className="inspector-section" aria-label={t('inspector.output')}>
      <div className="side-head">
        <h2>{t('inspector.output')}</h2>
        {output === undefined ? null : (
          <span className="head-note">
            {t('inspector.columns', { count: output.columns.length })} · {changeKinds(output.mode)}
          </span>
        )}
      </div>
      {output === undefined ? (
        <p className="inspector-text">
          {t(found?.checking === false ? 'inspector.outputUnknown' : 'inspector.outputPending')}
        </p>
      ) : (
        <dl className="output-columns selectable">
          {output.columns.map((column) => (
            <div key={column.name}>
              <dt className="clip">{column.name}</dt>
              <dd className="clip" title={column.type}>
                {column.type}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
