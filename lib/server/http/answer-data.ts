import { type DataRouteName, produceAnswer } from '#lib/server/http/data-routes'
import { answer } from '#lib/server/http/respond'

/**
 * A data route for Next, which is reached only where the front does not stand before it.
 * @param params values of the placeholders in the route's path
 */
export function answerData(
  request: Request,
  name: DataRouteName,
  params: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return answer(request, () => produceAnswer(name, { search: new URL(request.url).search, params }))
}
