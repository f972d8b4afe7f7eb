const signatureEnd = Buffer.from('~Module signature appended~\n')

/**
 * Strips a kernel module of its signature and of its type information for BPF. Checking the first and parsing the
 * second takes longer than loading the module on an emulated processor. (Layouts: the kernel's
 * include/linux/module_signature.h; sections are found by name, so a changed name hides one.)
 */
export const lightenModule = (module: Buffer): Buffer => hideSection(hideSection(unsigned(module), '.BTF'), '.BTF.base')

const unsigned = (module: Buffer): Buffer => {
  const end = module.length - signatureEnd.length
  if (end < 12 || !module.subarray(end).equals(signatureEnd)) return module
  const signatureBytes = module.readUInt32BE(end - 4)
  return module.subarray(0, end - 12 - signatureBytes)
}

const hideSection = (module: Buffer, name: string): Buffer => {
  const changed = Buffer.from(module)
  for (const whole of [`\0${name}\0`, `\0.rela${name}\0`]) {
    const at = changed.lastIndexOf(whole)
    if (at !== -1) changed.write(whole.replace('.BTF', '.off'), at)
  }
  return changed
}

/** The names of the modules that it depends on, from its `.modinfo`. */
export const dependencies = (module: Buffer): readonly string[] => {
  const [names = ''] = information(module, 'depends')
  return names === '' ? [] : names.split(',')
}

/** The device patterns that it matches, from its `.modinfo`: `virtio:d00000002v*`. */
export const aliases = (module: Buffer): readonly string[] => information(module, 'alias')

/**
 * All values under a name in `.modinfo`, whose entries are `name=value`, NUL-terminated (the kernel's linux/module.h).
 */
const information = (module: Buffer, name: string): readonly string[] => {
  const found: string[] = []
  const start = Buffer.from(`\0${name}=`)
  for (let at = module.indexOf(start); at !== -1; at = module.indexOf(start, at + 1)) {
    const from = at + start.length
    found.push(module.toString('latin1', from, module.indexOf(0, from)))
  }
  return found
}

/** The module name of a file; file names use `-` or `_`. */
export const moduleName = (file: string): string =>
  (file.split('/').at(-1) ?? file).replace(/\.ko(\.xz)?$/, '').replaceAll('-', '_')
