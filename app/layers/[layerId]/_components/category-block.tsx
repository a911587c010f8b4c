import { memo } from 'react'
import { DefinitionLink } from '#app/_components/definition-link'
import { ScreenLink } from '#app/_components/screen-link'
import { tokenHref } from '#lib/client/view/screen-href'
import { withoutUnit } from '#lib/client/words/without-unit'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import { formatPoints } from '#lib/core/format/format-percent'
import { formatWeight } from '#lib/core/format/format-weight'
import { contribution, layerWeight } from '#lib/core/metrics/labels/return-labels'

/** The layer's categories: who is in them, what they weigh, what they brought. */
export const CategoryBlock = memo(function CategoryBlock({
  detail: { categories, constituents, contributionSum },
}: {
  detail: LayerDetail
}) {
  const symbolOf = new Map(constituents.map(({ id, symbol }) => [id, symbol]))
  return (
    <section className="category-block" aria-labelledby="categories-title">
      <h2 id="categories-title">Categories</h2>
      <table className="facts-table" aria-labelledby="categories-title">
        <thead>
          <tr>
            <th scope="col">Category</th>
            <th scope="col">
              Weight %
              <DefinitionLink metric={layerWeight} />
            </th>
            <th scope="col">
              Contrib. pp
              <DefinitionLink metric={contribution} />
            </th>
          </tr>
        </thead>
        <tbody>
          {categories.map(({ id, name, tokens, weight, contribution: value }) => (
            <tr key={id}>
              <th scope="row">
                {name}
                <span className="category-tokens">
                  {tokens.length === 0 && 'none of its tokens is counted'}
                  {tokens.map((token) => (
                    <ScreenLink key={token} href={tokenHref(token)}>
                      {symbolOf.get(token) ?? token}
                    </ScreenLink>
                  ))}
                </span>
              </th>
              <td className={weight === null ? 'unknown' : undefined} title={formatWeight(weight).full}>
                {withoutUnit(formatWeight(weight).text)}
              </td>
              <td className={value === null ? 'unknown' : undefined} title={formatPoints(value).full}>
                {withoutUnit(formatPoints(value).text)}
              </td>
            </tr>
          ))}
          <tr className="facts-total">
            <th scope="row">All</th>
            <td>{contributionSum === null ? '—' : '100.0'}</td>
            <td>{withoutUnit(formatPoints(contributionSum).text)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  )
})
