import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useMemo, useRef } from 'react'
import { useTranslate } from '../../state/WorkbenchContext.tsx'

export interface TableRow {
  readonly kind: string
  readonly cells: readonly (string | null)[]
  /** What stands before the row: that it was expected or got. */
  readonly verdict?: 'missing' | 'unexpected' | 'same'
  readonly step?: string
}

interface ChangeTableProps {
  readonly label: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly total: number
  readonly showStep: boolean
  readonly showVerdict: boolean
  rowAt(index: number): TableRow | undefined
  onShow?(from: number, to: number): void
}

const ROW = 24
const NUMERIC = /^(TINYINT|SMALLINT|INT|BIGINT|FLOAT|DOUBLE|DECIMAL)\b/
const KIND_CLASS: Readonly<Record<string, string>> = { '+I': 'insert', '+U': 'update', '-U': 'update', '-D': 'delete' }

/** Changes as rows, as many as there are: only those on screen exist. */
export function ChangeTable({ label, columns, total, showStep, showVerdict, rowAt, onShow }: ChangeTableProps) {
  const t = useTranslate()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    onChange: (instance) => {
      const items = instance.getVirtualItems()
      if (items.length > 0) onShow?.(items[0]?.index ?? 0, (items.at(-1)?.index ?? 0) + 1)
    },
  })
  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const isNumber = useMemo(() => columns.map((column) => NUMERIC.test(column.type)), [columns])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="change-table selectable" ref={scroller} aria-label={label} tabIndex={0}>
      <table aria-rowcount={total + 1}>
        <thead>
          <tr>
            {showVerdict ? <th scope="col" aria-label={t('results.view.comparison')} /> : null}
            <th scope="col">{t('results.kind')}</th>
            {columns.map((column, index) => (
              <th key={column.name} scope="col" className={isNumber[index] ? 'number' : ''} title={column.type}>
                {column.name}
              </th>
            ))}
            {showStep ? <th scope="col">{t('results.step')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <tr style={{ height: before }} /> : null}
          {items.map((item) => (
            <ChangeRow
              key={item.key}
              index={item.index}
              row={rowAt(item.index)}
              isNumber={isNumber}
              showStep={showStep}
              showVerdict={showVerdict}
            />
          ))}
          {after > 0 ? <tr style={{ height: after }} /> : null}
        </tbody>
      </table>
    </section>
  )
}

interface ChangeRowProps {
  readonly index: number
  readonly row: TableRow | undefined
  readonly isNumber: readonly boolean[]
  readonly showStep: boolean
  readonly showVerdict: boolean
}

/** While the table scrolls, most rows stay what they are. */
const ChangeRow = memo(function ChangeRow({ index, row, isNumber, showStep, showVerdict }: ChangeRowProps) {
  const t = useTranslate()
  return (
    <tr className={row?.verdict ?? ''} aria-rowindex={index + 2}>
      {showVerdict ? (
        <td className="verdict">
          {row?.verdict === 'missing' ? t('results.expected') : row?.verdict === 'unexpected' ? t('results.got') : ''}
        </td>
      ) : null}
      <td className={`row-kind ${KIND_CLASS[row?.kind ?? ''] ?? ''}`}>{row?.kind}</td>
      {isNumber.map((number, column) => {
        const text = row?.cells[column]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
          <td key={column} className={number ? 'number' : ''}>
            {text === null ? <span className="cell-null">NULL</span> : text}
          </td>
        )
      })}
      {showStep ? <td className="quiet">{row?.step?.startsWith('end') ? t('results.step.end') : row?.step}</td> : null}
    </tr>
  )
})
