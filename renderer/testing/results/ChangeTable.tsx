import { memo, useCallback, useMemo } from 'react'
import { useTranslate } from '../../state/WorkbenchContext.tsx'
import { VirtualTable } from '../../ui/virtual-table/VirtualTable.tsx'

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

const NUMERIC = /^(TINYINT|SMALLINT|INT|BIGINT|FLOAT|DOUBLE|DECIMAL)\b/
const KIND_CLASS: Readonly<Record<string, string>> = { '+I': 'insert', '+U': 'update', '-U': 'update', '-D': 'delete' }

/** Changes as rows, as many as there are. */
export function ChangeTable({ label, columns, total, showStep, showVerdict, rowAt, onShow }: ChangeTableProps) {
  const t = useTranslate()
  const isHere = useCallback((index: number) => rowAt(index) !== undefined, [rowAt])
  const isNumber = useMemo(() => columns.map((column) => NUMERIC.test(column.type)), [columns])
  return (
    <VirtualTable
      label={label}
      className="change-table selectable"
      total={total}
      head={
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
      }
      isHere={isHere}
      renderRow={(index) => (
        <ChangeRow index={index} row={rowAt(index)} isNumber={isNumber} showStep={showStep} showVerdict={showVerdict} />
      )}
      onShow={onShow}
    />
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
            {row === undefined ? <span className="cell-waiting" /> : null}
            {text === null ? <span className="cell-null">NULL</span> : text}
          </td>
        )
      })}
      {showStep ? <td className="quiet">{row?.step?.startsWith('end') ? t('results.step.end') : row?.step}</td> : null}
    </tr>
  )
})
