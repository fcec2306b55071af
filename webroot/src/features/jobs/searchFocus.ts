let field: HTMLInputElement | null = null;
let wanted = false;

/** Puts the cursor into the search field of the jobs page; false when that page has to be opened first. */
export function focusSearch(): boolean {
  wanted = field === null;
  field?.focus();
  field?.select();
  return field !== null;
}

/** Given to the search field as its ref. */
export function searchField(element: HTMLInputElement | null): void {
  field = element;
  if (wanted && element !== null) {
    wanted = false;
    element.focus();
  }
}
