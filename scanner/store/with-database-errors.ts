import { explainDatabaseError } from '#prisma/explain-database-error.ts'

/** Runs an act of the store. What breaks it is told with the step's name: `DatabaseError` where it is the database. */
export async function withDatabaseErrors<T>(step: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw explainDatabaseError(step, error)
  }
}
