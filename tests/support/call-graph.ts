import { join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '../..');
const API = join(ROOT, 'apps/api/src');

/** A piece of code that runs: a function, method or callback with a body. */
export type Code = ts.FunctionLikeDeclaration;

/** Files as they were read: one program after the other knows the same ones, most of them of libraries. */
const readFiles = new Map<string, ts.SourceFile | undefined>();

/** What calls what in the sources of the API, found out by the compiler itself: also through injected services. */
export class CallGraph {
  private readonly reached = new Map<Code, ReadonlySet<Code>>();
  private readonly named = new Map<Code, readonly Code[]>();

  private constructor(
    private readonly program: ts.Program,
    private readonly checker: ts.TypeChecker,
  ) {}

  /** Of the API, or of texts that stand for files of it (`modules/x.ts`). */
  static of(texts?: Readonly<Record<string, string>>): CallGraph {
    const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
    const parsed = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
    const options: ts.CompilerOptions = { ...parsed.options, noEmit: true, types: [] };
    const host = ts.createCompilerHost(options);
    const made = new Map(Object.entries(texts ?? {}).map(([name, text]) => [join(API, name), text]));
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = (path) => made.has(path) || fileExists(path);
    host.readFile = (path) => made.get(path) ?? readFile(path);
    host.getSourceFile = (path, ...rest) => {
      const text = made.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, ts.ScriptTarget.ES2024, true);
      const known = readFiles.get(path) ?? getSourceFile(path, ...rest);
      readFiles.set(path, known);
      return known;
    };
    const files = parsed.fileNames.filter((path) => path.startsWith(API) && !path.endsWith('.spec.ts'));
    const program = ts.createProgram({
      rootNames: texts === undefined ? files : [...made.keys()],
      options,
      host,
    });
    return new CallGraph(program, program.getTypeChecker());
  }

  /** Every class of the API's own sources. */
  classes(): ts.ClassDeclaration[] {
    return this.sources().flatMap((source) => source.statements.filter(ts.isClassDeclaration));
  }

  /** Every node of the API's own sources that passes. */
  find<Node extends ts.Node>(passes: (node: ts.Node) => node is Node): Node[] {
    const found: Node[] = [];
    const visit = (node: ts.Node): void => {
      if (passes(node)) found.push(node);
      ts.forEachChild(node, visit);
    };
    this.sources().forEach(visit);
    return found;
  }

  /** Everything that may run when that code does, the code itself included. */
  reachedFrom(code: Code): ReadonlySet<Code> {
    const known = this.reached.get(code);
    if (known !== undefined) return known;
    const all = new Set<Code>([code]);
    const queue = [code];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const called of this.namedIn(next)) {
        if (all.has(called)) continue;
        all.add(called);
        queue.push(called);
      }
    }
    this.reached.set(code, all);
    return all;
  }

  /** Where it stands: `modules/x.ts Class.method`. */
  nameOf(code: ts.Node): string {
    const names: string[] = [];
    for (let node: ts.Node = code; node.parent !== undefined; node = node.parent) {
      const { name } = node as { name?: ts.Node };
      if (
        (ts.isClassDeclaration(node) || ts.isFunctionLike(node) || ts.isVariableDeclaration(node)) &&
        name !== undefined
      )
        names.unshift(name.getText());
    }
    return `${code.getSourceFile().fileName.slice(API.length + 1)} ${names.join('.')}`;
  }

  /** What is declared under the name, followed through imports. */
  declarationOf(name: ts.Node): ts.Declaration | undefined {
    const symbol = this.checker.getSymbolAtLocation(name);
    if (symbol === undefined) return undefined;
    const target = symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    return target.valueDeclaration;
  }

  /** The text of a statement that is handed on as a literal or as a constant's name. */
  textOf(node: ts.Expression): string {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return node.getText();
    const declared = ts.isIdentifier(node) ? this.declarationOf(node) : undefined;
    return declared !== undefined && ts.isVariableDeclaration(declared)
      ? (declared.initializer?.getText() ?? '')
      : '';
  }

  private sources(): ts.SourceFile[] {
    return this.program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(API));
  }

  private namedIn(code: Code): readonly Code[] {
    const known = this.named.get(code);
    if (known !== undefined) return known;
    const found: Code[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) {
        const declared = this.declarationOf(node);
        const called = declared === undefined ? undefined : codeOf(declared);
        if (called?.getSourceFile().fileName.startsWith(API) === true) found.push(called);
      }
      ts.forEachChild(node, visit);
    };
    if (code.body !== undefined) visit(code.body);
    this.named.set(code, found);
    return found;
  }
}

function codeOf(declared: ts.Declaration): Code | undefined {
  if (ts.isFunctionDeclaration(declared) || ts.isMethodDeclaration(declared)) return declared;
  const { initializer } = declared as { initializer?: ts.Expression };
  return initializer !== undefined &&
    (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
    ? initializer
    : undefined;
}
