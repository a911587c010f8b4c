import { answerData } from '#lib/server/http/answer-data'

export const dynamic = 'force-dynamic'

interface Context {
  params: Promise<{ tokenId: string }>
}

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerData(request, 'token', await params)
}
