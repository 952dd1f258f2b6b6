import { answerSignInWith } from '#app/_people/actions/sign-in-answers.ts'

interface ProviderRouteContext {
  readonly params: Promise<{ readonly provider: string }>
}

/** Begins to sign in with GitHub or an OpenID provider. */
export async function GET(request: Request, { params }: ProviderRouteContext): Promise<Response> {
  return answerSignInWith(request, (await params).provider)
}
