/** Whether this page replays the verified run, because no runner serves it. Styles read the same attribute. */
export const isReplay = (): boolean => document.documentElement.dataset['replay'] !== undefined

export const showAsReplay = (): void => void (document.documentElement.dataset['replay'] = '')
