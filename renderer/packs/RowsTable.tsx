import { memo, useCallback, useMemo } from 'react'
import { useTranslate } from '../state/WorkbenchContext.tsx'
import { VirtualTable } from '../ui/virtual-table/VirtualTable.tsx'

interface RowsTableProps {
  readonly label: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly total: number
  /** Undefined while the row is on its way. */
  rowAt(index: number): PackRow | undefined
  /** Called with the rows on screen, so that they can be fetched. */
  onShow?(from: number, to: number): void
}

type PackRow = readonly (string | null)[]

const NUMERIC = /^(TINYINT|SMALLINT|INT|INTEGER|BIGINT|FLOAT|DOUBLE|DECIMAL|NUMERIC)\b/i

/** Rows of a pack, as many as there are. */
export function RowsTable({ label, columns, total, rowAt, onShow }: RowsTableProps) {
  const t = useTranslate()
  const isHere = useCallback((index: number) => rowAt(index) !== undefined, [rowAt])
  const isNumber = useMemo(() => columns.map((column) => NUMERIC.test(column.type)), [columns])
  return (
    <VirtualTable
      label={label}
      className="rows-table"
      total={total}
      head={
        <tr>
          <th scope="col" className="number row-number">
            {t('packs.row')}
          </th>
          {columns.map((column, index) => (
            <th key={column.name} scope="col" className={isNumber[index] ? 'number' : ''} title={column.type}>
              {column.name}
            </th>
          ))}
        </tr>
      }
      isHere={isHere}
      renderRow={(index) => <NumberedRow index={index} cells={rowAt(index)} isNumber={isNumber} />}
      onShow={onShow}
    />
  )
}

interface NumberedRowProps {
  readonly index: number
  readonly cells: PackRow | undefined
  readonly isNumber: readonly boolean[]
}

/** While the table scrolls, most rows stay what they are. */
const NumberedRow = memo(function NumberedRow({ index, cells, isNumber }: NumberedRowProps) {
  const t = useTranslate()
  return (
    <tr aria-rowindex={index + 2}>
      <td className="number row-number">{t.number(index + 1)}</td>
      {isNumber.map((number, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
        <td key={column} className={number ? 'number' : ''}>
          <Cell text={cells?.[column]} nullText={t('packs.null')} />
        </td>
      ))}
    </tr>
  )
})

function Cell({ text, nullText }: { text: string | null | undefined; nullText: string }) {
  if (text === undefined) return <span className="cell-waiting" />
  return text === null ? <span className="cell-null">{nullText}</span> : text
}
