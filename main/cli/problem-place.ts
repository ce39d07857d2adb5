import { relative } from 'node:path'
import { positionAt } from '../../app/sql/span.ts'
import type { Problem } from '../../app/testing/report.ts'
import type { OpenedProject } from './opened-project.ts'

export interface FilePlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Where an editor would open to show the problem. Records of a workspace file stand as `file#flow/node`. */
export function filePlace({ place }: Problem, project: OpenedProject): FilePlace {
  switch (place.kind) {
    case 'node':
      return nodePlace(place, project)
    case 'pack':
      return { file: fileOf(place.pack, project), line: place.line, column: 1 }
    case 'test':
      return { file: fileOf(place.test, project), line: 1, column: 1 }
    case 'flow':
      return { file: fileOf(place.flow, project), line: 1, column: 1 }
    case 'script':
      return { file: project.path, line: 1, column: 1 }
  }
}

function nodePlace(place: Extract<Problem['place'], { kind: 'node' }>, project: OpenedProject): FilePlace {
  const node = project.records.get(place.node)
  const files = project.placeOf(place.node)
  const sql = node?.type === 'node' && node.config.kind === 'sql' && place.field === 'sql' ? node.config.sql : undefined
  const position = place.span === undefined || sql === undefined ? undefined : positionAt(sql, place.span.start)
  if (files === undefined) {
    const file = `${fileOf(place.flow, project)}/${node?.type === 'node' ? node.name : place.node}`
    return { file, line: position?.line ?? 1, column: position?.column ?? 1 }
  }
  if (sql !== undefined && files.sqlFile !== undefined)
    return { file: shown(files.sqlFile, project), line: position?.line ?? 1, column: position?.column ?? 1 }
  const text = project.textOf(project.fileOf(files.file)) ?? ''
  const at = text.indexOf(`"id": ${JSON.stringify(place.node)}`)
  return { file: shown(files.file, project), ...positionAt(text, Math.max(0, at)) }
}

function fileOf(id: string, project: OpenedProject): string {
  const file = project.placeOf(id)?.file
  if (file !== undefined) return shown(file, project)
  const record = project.records.get(id)
  return `${project.path}#${record !== undefined && 'name' in record ? record.name : id}`
}

const shown = (name: string, project: OpenedProject): string => relative('.', project.fileOf(name))

/** `file:line:column: error: message [code]` */
export function problemLine(problem: Problem, project: OpenedProject): string {
  const { file, line, column } = filePlace(problem, project)
  return `${file}:${line}:${column}: ${problem.severity}: ${problem.message} [${problem.code}]`
}

/** The same for programs. */
export function problemJson(problem: Problem, project: OpenedProject): object {
  const { severity, code, message, params, place } = problem
  return { ...filePlace(problem, project), severity, code, message, params, place }
}
