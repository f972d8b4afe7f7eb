/** An action whose texts have been rendered: exactly what is executed. */
export type ActualAction =
  /** Without a shell it is bash. Only a target with the feature `windows` is ever given PowerShell. */
  | {
      readonly kind: 'command'
      readonly line: string
      readonly where: 'host' | 'guest'
      readonly shell?: 'bash' | 'powershell'
    }
  | {
      readonly kind: 'interactive'
      readonly line: string
      readonly says: readonly { readonly expect: string; readonly send: string }[]
    }
  | { readonly kind: 'file'; readonly path: string; readonly content: string; readonly where: 'host' | 'guest' }
