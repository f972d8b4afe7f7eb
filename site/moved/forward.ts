/** Sends who comes by an old address to where its heading or step is now. Without a fragment, the list is shown. */
const forward = (): void => {
  const link = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest('[data-moved]')
  if (link instanceof HTMLAnchorElement) location.replace(link.href)
}

forward()
addEventListener('hashchange', forward)
