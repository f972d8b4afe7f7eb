const colour = '\\u001b\\[[0-9;]*m'

/**
 * What a CI system takes for a command at the start of a line, spaces before it not counted: `::error::` (GitHub,
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands) and `section_start:` (GitLab).
 */
const atStart = new RegExp(`^((?:[^\\S\\r\\n]|${colour})*)(?=::|section_(?:start|end):)`, 'gm')

/** The same anywhere in a line: `##[error]` (GitHub), `##vso[…]` (Azure Pipelines), `##teamcity[…]`. */
const anywhere = /##(?=(?:vso|teamcity)?\[)/g

/** A text for a log, in which no CI system finds a command: a backslash is put into what would be one. */
export const withoutCiCommands = (text: string): string => text.replace(atStart, '$1\\').replace(anywhere, '#\\#')
