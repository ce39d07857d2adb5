import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { failed, ok, type Result } from '../../app/base/result.ts'
import type { FlowRecord } from '../../app/flow/records.ts'
import { findUserFolders } from '../host/user-folders.ts'
import { openProject } from './open-project.ts'
import type { OpenedProject, OpenFailure } from './opened-project.ts'

/** The workspace that `millrace open` opens when none is named. */
export const defaultWorkspace = (): string => join(findUserFolders().data, 'workspace.millrace')

export interface FoundFlow {
  readonly project: OpenedProject
  readonly flow: FlowRecord
  /** The workspace file; undefined for a flow in text files. */
  readonly workspace: string | undefined
}

/** A flow by its name or id in a workspace; where no workspace is named, also by its folder. */
export function findFlow(wanted: string, workspace: string | undefined): Result<FoundFlow, OpenFailure> {
  const isFolder = workspace === undefined && existsSync(wanted)
  const path = isFolder ? wanted : (workspace ?? defaultWorkspace())
  const opened = openProject(path)
  if (!opened.ok) return opened
  const project = opened.value
  const flows = isFolder ? project.flows : project.flows.filter(({ name, id }) => name === wanted || id === wanted)
  const [flow] = flows
  if (flow !== undefined && flows.length === 1)
    return ok({ project, flow, workspace: path.endsWith('.millrace') ? path : undefined })
  const names = project.flows.map(({ name }) => name).join(', ')
  const message =
    flow === undefined
      ? `there is no flow ${wanted} in ${path}; there are: ${names}`
      : `there are several flows in ${path}: ${names}; name the one that is meant`
  return failed({ kind: 'usage', message })
}
