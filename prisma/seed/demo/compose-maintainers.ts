const head = `List of maintainers
===================

Please send a patch to the people and lists that own the files it touches,
in plain text, and say what was tested.

Descriptions of section entries
-------------------------------

	M: *Mail* patches to: FullName <address@domain>
	R: Designated *Reviewer*: FullName <address@domain>
	L: *Mailing list* that is relevant to this area
	S: *Status*, one of the following: Supported, Maintained, Odd Fixes,
	   Orphan, Obsolete
	T: *SCM* tree type and location
	F: *Files* and directories wildcard patterns
	X: *Excluded* files and directories that are NOT maintained
	N: Files and directories *Regex* patterns
	K: *Content regex* (perl extended) pattern match in a patch or file

Maintainers List
----------------

`

const rest = `THE REST
M:	Mirela Okafor <mirela@example.org>
L:	linux-kernel@example.org
S:	Buried alive in reporters
F:	*
F:	*/
`

/** MAINTAINERS in the kernel's format: sections by title, THE REST last. */
export function composeMaintainers(sections: ReadonlyMap<string, string>): string {
  const titles = [...sections.keys()].sort()
  return `${head}${titles.map((title) => `${title}\n${sections.get(title)}\n\n`).join('')}${rest}`
}
