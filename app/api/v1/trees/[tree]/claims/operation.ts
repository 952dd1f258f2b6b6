import { z } from 'zod'
import { claimSchema, newClaimsSchema } from '#app/_people/claim.ts'
import { anyOf, listOf, nameField, numberedPageFields, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'
import { claimStates } from '#scanner/model/claim.ts'

const params = z.object({ tree: treeField })

export const listClaimsOperation = defineOperation({
  id: 'listClaims',
  method: 'get',
  path: '/trees/{tree}/claims',
  tag: 'people',
  summary: 'Who works on which sites of a tree.',
  params,
  query: z.strictObject({
    state: anyOf('state', claimStates).describe('Any of these.'),
    person: z.array(nameField).optional().describe('Mail addresses, any of these.'),
    subsystem: nameField.optional().describe('Title or slug of a section of MAINTAINERS.'),
    site: z.array(nameField).optional().describe('Ids of sites, any of these.'),
    ...numberedPageFields,
  }),
  answers: { 200: { description: 'A part of the list.', bodies: { 'application/json': listOf(claimSchema) } } },
})

export const claimSitesOperation = defineOperation({
  id: 'claimSites',
  method: 'post',
  path: '/trees/{tree}/claims',
  tag: 'people',
  summary:
    'Claims sites, or assigns them to somebody; one claim for each acquire, with its releases. What the person has claimed already gets the note and the day.',
  params,
  query: z.strictObject({}),
  body: newClaimsSchema,
  scope: 'write',
  answers: {
    201: {
      description: 'What was made.',
      bodies: { 'application/json': z.object({ created: z.int(), claims: z.array(claimSchema) }) },
    },
  },
})
