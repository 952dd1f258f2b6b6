import {
  ArgumentParseError,
  ArgumentScannerError,
  EnumValidationError,
  FlagNotFoundError,
  formatMessageForArgumentScannerError,
  UnexpectedPositionalError,
  UnsatisfiedFlagError,
  UnsatisfiedPositionalError,
} from '@stricli/core'

/** What is wrong with how the command was called, and what to write instead; the library's own texts leave out which flag. */
export function describeUsage(error: unknown): string {
  return `pinwatch: ${sentence(error)} See --help for examples.`
}

function sentence(error: unknown): string {
  if (error instanceof EnumValidationError) {
    // the library keeps what may have been meant in its message alone
    const near = /did you mean (.*\?)$/.exec(error.message)?.[1]
    const hint = near === undefined ? '' : ` Did you mean ${near}`
    return `--${error.externalFlagName} ${JSON.stringify(error.input)}: no such value. Choose ${error.values.join(', ')}.${hint}`
  }
  if (error instanceof UnsatisfiedFlagError) return `--${error.externalFlagName} is missing, or its value is.`
  if (error instanceof UnsatisfiedPositionalError) return `${error.placeholder} is missing.`
  if (error instanceof UnexpectedPositionalError)
    return `${JSON.stringify(error.input)}: one argument too many. Put quotes around a value with spaces.`
  if (error instanceof ArgumentParseError) {
    const why = error.exception instanceof Error ? error.exception.message : String(error.exception)
    const name = error.externalFlagNameOrPlaceholder
    return `${/^[a-z]/.test(name) ? `--${name}` : name}: ${why}.`
  }
  if (error instanceof FlagNotFoundError) {
    const hint = error.corrections.length > 0 ? ` Did you mean --${error.corrections.join(' or --')}?` : ''
    return `--${error.input}: no such option.${hint}`
  }
  if (error instanceof ArgumentScannerError) return `${formatMessageForArgumentScannerError(error, {})}.`
  return error instanceof Error ? error.message : String(error)
}
