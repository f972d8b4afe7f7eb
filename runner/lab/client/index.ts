export { type Client, findClient, forgetClient, obtainClient } from './client.ts'
