/** Programs that ask for what is not there are told so in their own language. */
function answer(): Response {
  return Response.json({ error: 'There is no such address in the API.' }, { status: 404 })
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
