'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Notice } from '#app/_components/notice'
import {
  type IgnoredParam,
  ignoredParams,
  ignoredWords,
  type ParamRules,
} from '#lib/client/view/ignored-params'
import { readableSearch } from '#lib/client/view/readable-search'

/**
 * Takes what a screen cannot use out of its address and says so once, quietly. Put before whatever reads the address.
 */
export function IgnoredParamsNotice({ rules }: { rules: ParamRules }) {
  const search = useSearchParams()
  const [noted, setNoted] = useState<readonly IgnoredParam[]>([])
  // After the first drawing: the server draws a screen without what no screen reads.
  useEffect(() => {
    const found = ignoredParams(new URLSearchParams(search), rules)
    if (found.length === 0) return
    setNoted(found)
    const url = new URL(window.location.href)
    for (const { name } of found) url.searchParams.delete(name)
    const query = readableSearch(url.searchParams.toString())
    window.history.replaceState(null, '', `${url.pathname}${query === '' ? '' : `?${query}`}${url.hash}`)
  }, [search, rules])
  if (noted.length === 0) return null
  return (
    <Notice tone="info" onDismiss={() => setNoted([])}>
      {ignoredWords(noted)}
    </Notice>
  )
}
