'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { ComponentProps } from 'react'

type ScreenLinkProps = Omit<ComponentProps<typeof Link>, 'href' | 'prefetch'> & { href: string }

/** A link to another screen whose code and numbers are fetched when the reader comes near, not before. */
export function ScreenLink({ href, ...props }: ScreenLinkProps) {
  const router = useRouter()
  const approach = () => router.prefetch(href)
  return <Link {...props} href={href} prefetch={false} onMouseEnter={approach} onFocus={approach} />
}
