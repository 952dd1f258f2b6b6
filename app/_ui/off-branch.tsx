/** Marks a revision that no branch or tag of the repository leads to any more. */
export function OffBranch() {
  return <span className="off-branch">no longer on a branch</span>
}
