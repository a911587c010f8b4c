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
  const found = ignoredParams(new URLSearchParams(search), rules)
  const [noted, setNoted] = useState<readonly IgnoredParam[]>(found)
  const names = found.map(({ name }) => encodeURIComponent(name)).join(' ')
  if (found.length > 0 && noted !== found && !found.every((one) => isAmong(one, noted))) setNoted(found)
  useEffect(() => {
    if (names === '') return
    const url = new URL(window.location.href)
    for (const name of names.split(' ')) url.searchParams.delete(decodeURIComponent(name))
    const query = readableSearch(url.searchParams.toString())
    window.history.replaceState(null, '', `${url.pathname}${query === '' ? '' : `?${query}`}${url.hash}`)
  }, [names])
  if (noted.length === 0) return null
  return (
    <Notice tone="info" onDismiss={() => setNoted([])}>
      {ignoredWords(noted)}
    </Notice>
  )
}

function isAmong({ name, value }: IgnoredParam, list: readonly IgnoredParam[]): boolean {
  return list.some((one) => one.name === name && one.value === value)
}
