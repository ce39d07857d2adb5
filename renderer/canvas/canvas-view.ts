import type { Point } from './canvas-actions.ts'

/** What the canvas on screen can do; it plugs itself in under its flow. */
export interface CanvasView {
  fit(): void
  zoom(step: 1 | -1 | 0): void
  /** The middle of what is seen, in the coordinates of the nodes. */
  centre(): Point
  /** The node, or without one the canvas itself, once it is drawn. */
  focus(node?: string): void
  openConnect(from: string): void
}
