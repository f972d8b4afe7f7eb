/** How long a connection may take to show that somebody is there. A port that says nothing until then is silent. */
export const connectMs = 2500
