import { answerData } from '#lib/server/http/answer-data'

export const dynamic = 'force-dynamic'

export function GET(request: Request): Promise<Response> {
  return answerData(request, 'tokensCsv')
}
