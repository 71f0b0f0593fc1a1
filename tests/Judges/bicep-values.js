'use strict';

/** Reads the declarations of a parsed Bicep file back as JSON values. `errors` takes what JSON cannot hold. */
class BicepValues {
  #text;
  #strings;
  errors = [];

  constructor(text, strings) {
    this.#text = text;
    this.#strings = strings;
  }

  file(root) {
    return {
      params: root.descendantsOfType('parameter_declaration').map(node => {
        const [name, type] = parts(node);
        return { name: this.#source(name), type: this.#source(type) };
      }),
      resources: root.descendantsOfType('resource_declaration').map(node => {
        const [symbol, type, content] = parts(node);
        const existing = node.children.some(child => child.type === 'existing');
        return { symbol: this.#source(symbol), type: this.#value(type), existing, ...this.#body(content) };
      }),
      modules: root.descendantsOfType('module_declaration').map(node => {
        const [symbol, path, content] = parts(node);
        return { symbol: this.#source(symbol), path: this.#value(path), ...this.#body(content) };
      }),
    };
  }

  #body(node) {
    if (node?.type !== 'if_statement') return { body: this.#value(node) };
    const [condition, object] = parts(node);
    return { condition: this.#source(condition), body: this.#value(object) };
  }

  #value(node) {
    switch (node?.type) {
      case 'string':
        return this.#string(node);
      case 'object':
        return this.#object(node);
      case 'array':
        return parts(node).map(item => this.#value(item));
      case 'boolean':
        return this.#source(node) === 'true';
      case 'null':
        return null;
      case 'number': {
        const number = Number(this.#source(node));
        return Number.isSafeInteger(number) ? number : { expression: this.#source(node) };
      }
      default:
        return { expression: this.#source(node) };
    }
  }

  #string(node) {
    const string = this.#strings.get(node.startIndex);
    if (string?.end !== node.endIndex) {
      this.errors.push({ index: node.startIndex, text: "the grammar and Bicep's lexer see different strings here" });
      return { expression: this.#source(node) };
    }

    return string.interpolated ? { interpolation: true, text: this.#source(node) } : string.value;
  }

  #object(node) {
    const members = new Map();
    for (const property of parts(node)) {
      if (property.type !== 'object_property') continue;
      const [key, value] = parts(property);
      if (key.type === 'resource_declaration') continue; // a nested resource: listed among the resources

      const name = key.type === 'string' ? this.#string(key) : this.#source(key);
      const text = typeof name === 'string' ? name : name.text ?? name.expression;
      if (members.has(text)) this.errors.push({ index: key.startIndex, text: `a second property '${text}'` });
      members.set(text, this.#value(value));
    }

    return Object.fromEntries(members);
  }

  /** The text of a node; a broken tree may lack it. */
  #source(node) {
    return node ? this.#text.slice(node.startIndex, node.endIndex) : '';
  }
}

function parts(node) {
  return node.namedChildren.filter(child => !child.type.endsWith('comment') && child.type !== 'decorators');
}

module.exports = { BicepValues };
