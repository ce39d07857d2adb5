import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslate } from '../state/WorkbenchContext.tsx'

interface RowsTableProps {
  readonly label: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly total: number
  /** Undefined while the row is on its way. */
  rowAt(index: number): readonly (string | null)[] | undefined
  /** Called with the rows on screen, so that they can be fetched. */
  onShow?(from: number, to: number): void
}

const ROW_HEIGHT = 24
const NUMERIC = /^(TINYINT|SMALLINT|INT|INTEGER|BIGINT|FLOAT|DOUBLE|DECIMAL|NUMERIC)\b/i

/** Rows of a pack, as many as there are: only those on screen exist. */
export function RowsTable({ label, columns, total, rowAt, onShow }: RowsTableProps) {
  const t = useTranslate()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    onChange: (instance) => {
      const items = instance.getVirtualItems()
      if (items.length > 0) onShow?.(items[0]?.index ?? 0, (items.at(-1)?.index ?? 0) + 1)
    },
  })
  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const isNumber = columns.map((column) => NUMERIC.test(column.type))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="rows-table" ref={scroller} aria-label={label} tabIndex={0}>
      <table aria-rowcount={total + 1}>
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('packs.row')}
            </th>
            {columns.map((column, index) => (
              <th key={column.name} scope="col" className={isNumber[index] ? 'number' : ''} title={column.type}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <tr style={{ height: before }} /> : null}
          {items.map((item) => {
            const cells = rowAt(item.index)
            return (
              <tr key={item.key} aria-rowindex={item.index + 2}>
                <td className="number row-number">{t.number(item.index + 1)}</td>
                {columns.map((column, index) => (
                  <td key={column.name} className={isNumber[index] ? 'number' : ''}>
                    <Cell text={cells?.[index]} nullText={t('packs.null')} />
                  </td>
                ))}
              </tr>
            )
          })}
          {after > 0 ? <tr style={{ height: after }} /> : null}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ text, nullText }: { text: string | null | undefined; nullText: string }) {
  if (text === undefined) return <span className="cell-waiting" />
  return text === null ? <span className="cell-null">{nullText}</span> : text
}
