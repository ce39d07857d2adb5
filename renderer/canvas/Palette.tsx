import { type CSSProperties, useState } from 'react'
import { NODE_KINDS } from '../../app/flow/kinds/registry.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Icon } from '../ui/Icon.tsx'
import { addOperator } from './canvas-actions.ts'
import { KIND_TYPE } from './gestures/use-drop-operator.ts'
import { nodeLook } from './nodes/registry.ts'

const GROUPS = ['sources', 'transform', 'sinks'] as const

/** The operators: dragged onto the canvas, or added with Enter or a double click. */
export function Palette({ flow }: { flow: string }) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const writable = useDocument((state) => state.writable)
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const kinds = NODE_KINDS.map((kind) => ({ kind, look: nodeLook(kind), title: t(nodeLook(kind).title) })).filter(
    ({ title, kind }) => `${title} ${kind}`.toLowerCase().includes(wanted),
  )
  return (
    <section className="side-section" aria-label={t('palette.operators')}>
      <div className="side-head">
        <h2>{t('palette.operators')}</h2>
        <input
          className="side-filter"
          type="search"
          aria-label={t('palette.filter')}
          placeholder={t('palette.filter')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="operators">
        {GROUPS.map((group) => {
          const members = kinds.filter(({ look }) => look.group === group)
          if (members.length === 0) return null
          return (
            <fieldset key={group} className="operator-group">
              <legend>{t(`palette.${group}`)}</legend>
              {members.map(({ kind, look, title }) => (
                <button
                  key={kind}
                  type="button"
                  className="operator-item"
                  disabled={!writable}
                  draggable={writable}
                  title={t('palette.help')}
                  style={{ '--family': `var(--${look.family})` } as CSSProperties}
                  onDragStart={(event) => {
                    event.dataTransfer.setData(KIND_TYPE, kind)
                    event.dataTransfer.effectAllowed = 'copy'
                  }}
                  onDoubleClick={() => addOperator(workbench, flow, kind)}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter') return
                    event.preventDefault()
                    addOperator(workbench, flow, kind)
                  }}
                >
                  <Icon name={look.icon} size={14} />
                  <span className="clip">{title}</span>
                </button>
              ))}
            </fieldset>
          )
        })}
      </div>
    </section>
  )
}
