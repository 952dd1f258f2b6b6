/** What the server of a run and its tests know. */
export const webhookSecret = 'a secret of the tests alone'
