import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react'
import type { Expectation, ExpectedRow } from '../../../app/flow/records.ts'
import { useTranslate } from '../../state/WorkbenchContext.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { addRow, cellInput, isGrid, pasteCells, readCell, removeRow, setCell, setKind } from './expectation-edits.ts'

interface ExpectationGridProps {
  readonly sink: string
  readonly expectation: Expectation
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly readOnly: boolean
  onChange(expectation: Expectation, key?: string): void
  onDone(): void
}

const KINDS: readonly ExpectedRow['kind'][] = ['+I', '-U', '+U', '-D']

/** Expected rows as a grid of texts. All of it works by keyboard. */
export function ExpectationGrid({ sink, expectation, columns, readOnly, onChange, onDone }: ExpectationGridProps) {
  const t = useTranslate()
  const table = useRef<HTMLTableElement>(null)
  const width = columns.length
  const isChangelog = expectation.mode === 'changelog'

  const focus = (row: number, column: number): void => {
    // After React has drawn the row that was just added.
    requestAnimationFrame(() =>
      table.current?.querySelector<HTMLInputElement>(`[data-cell="${row}.${column}"]`)?.focus(),
    )
  }
  const add = (after: number): void => {
    onChange(addRow(expectation, after, width))
    focus(after + 1, 0)
  }
  const remove = (row: number): void => {
    onChange(removeRow(expectation, row))
    focus(Math.max(0, row - 1), 0)
  }
  const onKey = (event: KeyboardEvent, row: number, column: number): void => {
    const mod = event.ctrlKey || event.metaKey
    if (event.key === 'Enter' && mod) add(row)
    else if (event.key === 'Delete' && mod) remove(row)
    else if (event.key === 'Enter' && row === expectation.rows.length - 1) add(row)
    else if (event.key === 'Enter' || event.key === 'ArrowDown') focus(row + 1, column)
    else if (event.key === 'ArrowUp') focus(row - 1, column)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPaste = (event: ClipboardEvent, row: number, column: number): void => {
    const text = event.clipboardData.getData('text/plain')
    if (readOnly || !isGrid(text)) return
    event.preventDefault()
    onChange(pasteCells(expectation, row, column, width, text))
  }

  return (
    <>
      <div className="expectation-scroller">
        <table ref={table} className="expectation-grid" aria-label={t('test.grid', { sink })}>
          <thead>
            <tr>
              {isChangelog ? <th scope="col">{t('results.kind')}</th> : null}
              {columns.map((column) => (
                <th key={column.name} scope="col" title={column.type}>
                  {column.name}
                </th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {expectation.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
              <tr key={index}>
                {isChangelog ? (
                  <td className="grid-cell">
                    <select
                      className="input mono"
                      aria-label={t('test.grid.kind', { row: index + 1 })}
                      disabled={readOnly}
                      value={row.kind}
                      onChange={(event) =>
                        onChange(setKind(expectation, index, KINDS.find((kind) => kind === event.target.value) ?? '+I'))
                      }
                    >
                      {KINDS.map((kind) => (
                        <option key={kind}>{kind}</option>
                      ))}
                    </select>
                  </td>
                ) : null}
                {columns.map((column, at) => {
                  const cell = row.cells[at]
                  return (
                    <td key={column.name} className="grid-cell">
                      <input
                        className={`input mono ${cell === null ? 'is-null' : ''}`}
                        aria-label={t('test.grid.cell', { column: column.name, row: index + 1 })}
                        data-cell={`${index}.${at}`}
                        spellCheck={false}
                        readOnly={readOnly}
                        value={cellInput(cell === undefined ? '' : cell)}
                        onChange={(event) =>
                          onChange(
                            setCell(expectation, index, at, width, readCell(event.target.value)),
                            `${index}.${at}`,
                          )
                        }
                        onKeyDown={(event) => onKey(event, index, at)}
                        onPaste={(event) => onPaste(event, index, at)}
                        onBlur={onDone}
                      />
                    </td>
                  )
                })}
                <td className="grid-cell">
                  <IconButton
                    icon="close"
                    size={12}
                    label={t('test.grid.remove', { row: index + 1 })}
                    disabled={readOnly}
                    onClick={() => remove(index)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button look="ghost" disabled={readOnly} onClick={() => add(expectation.rows.length - 1)}>
        {t('test.grid.add')}
      </Button>
      <p className="quiet">{t('test.grid.hint')}</p>
    </>
  )
}
