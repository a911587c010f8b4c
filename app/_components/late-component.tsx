'use client'

import { type ComponentType, useEffect, useState } from 'react'

/**
 * A component whose code comes once the page is alive, so that the first numbers do not wait for it. `Waiting` stands in
 * for it until then, and where it cannot be had.
 */
export function lateComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: ComponentType = Nothing,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  return function Late(props: Props) {
    const [Component, setComponent] = useState(() => loaded)
    useEffect(() => {
      if (Component !== null) return
      load().then(
        (component) => {
          loaded = component
          setComponent(() => component)
        },
        () => {},
      )
    }, [Component])
    return Component === null ? <Waiting /> : <Component {...props} />
  }
}

function Nothing(): null {
  return null
}
