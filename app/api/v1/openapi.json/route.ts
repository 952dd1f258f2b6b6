import { answerText } from '#app/_web/api/answer-text.ts'
import { openApiDocument } from '#app/_web/api/openapi-document.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import packageFile from '../../../../package.json' with { type: 'json' }
import { operations } from '../operations.ts'
import { publishedSchemas } from '../published-schemas.ts'

let text: string | null = null

/** The description of the API, OpenAPI 3.1. Made once: it says the same to everybody. */
export async function GET(request: Request): Promise<Response> {
  text ??= JSON.stringify(openApiDocument(operations, { version: packageFile.version, published: publishedSchemas }))
  return answerText(request, [text], { type: 'application/json' })
}

export { answerPreflight as OPTIONS }
