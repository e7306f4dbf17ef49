/**
 * A document for programs that write style elements and style attributes, which the page's policy lets nobody do: the same
 * rules go through constructed sheets and the style object, which it allows.
 */
export function strictDocument(real: Document): Document {
  return new Proxy(real, {
    get(target, name) {
      if (name === 'createElement') return (tag: string) => (tag === 'style' ? sheetElement(target) : withoutStyleAttribute(created(target, tag)));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}

/** Runs something that asks the page's own document for a style element, whatever it was told, and gives it a constructed sheet. */
export function withSheets(real: Document, action: () => void): void {
  real.createElement = strictDocument(real).createElement;
  try {
    action();
  } finally {
    // What was set stands before the prototype's own.
    Reflect.deleteProperty(real, 'createElement');
  }
}

function created(target: Document, tag: string): HTMLElement {
  return Document.prototype.createElement.call(target, tag) as HTMLElement;
}

function sheetElement(target: Document): HTMLElement {
  const sheet = new CSSStyleSheet();
  target.adoptedStyleSheets = [...target.adoptedStyleSheets, sheet];
  const element = created(target, 'template');
  Object.defineProperty(element, 'textContent', { set: (rules: string) => sheet.replaceSync(rules), get: () => '' });
  element.remove = () => {
    target.adoptedStyleSheets = target.adoptedStyleSheets.filter((one) => one !== sheet);
    element.parentNode?.removeChild(element);
  };
  return element;
}

function withoutStyleAttribute(element: HTMLElement): HTMLElement {
  const set = element.setAttribute.bind(element);
  element.setAttribute = (name: string, value: string) => {
    if (name === 'style') element.style.cssText = value;
    else set(name, value);
  };
  return element;
}
