/** A body without fields; whatever is in it is refused. */
export class EmptyDto {}
