import { type DragEvent, useState } from 'react'

interface DropTarget {
  /** Something is dragged over it right now. */
  isOver: boolean
  handlers: {
    onDragOver: (event: DragEvent<HTMLElement>) => void
    onDragLeave: (event: DragEvent<HTMLElement>) => void
    onDrop: (event: DragEvent<HTMLElement>) => void
  }
}

/** A place that takes the dragged token; nothing else, from wherever, can be dropped on it. */
export function useDropTarget(dragged: string | null, onDrop: (id: string) => void): DropTarget {
  const [isOver, setIsOver] = useState(false)
  return {
    isOver: isOver && dragged !== null,
    handlers: {
      onDragOver(event) {
        if (dragged === null) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
        setIsOver(true)
      },
      onDragLeave(event) {
        const next = event.relatedTarget
        if (!(next instanceof Node && event.currentTarget.contains(next))) setIsOver(false)
      },
      onDrop(event) {
        setIsOver(false)
        if (dragged === null) return
        event.preventDefault()
        onDrop(dragged)
      },
    },
  }
}
