import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { PROJECT } from './commands';

type Source = { text: string; isRoute: boolean; declared: string[]; takesTransaction: boolean; imported: string[] };

/**
 * The commands of the features: exported functions `(tx: Tx, actor: Actor, …)` that are no read and no part of another
 * command. A part is taken by other features alone; a table that hands commands to a route is as good as the route.
 */
export function listCommands(): string[] {
  const sources = ['app/features', 'app/routes'].flatMap((folder) =>
    readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readSource(path.join(folder, name))),
  );
  const isCommand = (name: string) => {
    const takers = sources.filter(({ imported }) => imported.includes(name));
    // Named at its declaration alone.
    const isAlone = takers.length === 0 && !sources.some(({ text }) => (text.match(new RegExp(`\\b${name}\\(`, 'g')) ?? []).length > 1);
    return isAlone || takers.some(({ isRoute, takesTransaction }) => isRoute || !takesTransaction);
  };
  return sources
    .flatMap(({ declared }) => declared)
    .filter(isCommand)
    .sort();
}

function readSource(file: string): Source {
  const text = readFileSync(path.join(PROJECT, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX);
  const functions = source.statements.filter(ts.isFunctionDeclaration);
  const typeOf = (declaration: ts.FunctionDeclaration, index: number) => {
    const type = declaration.parameters[index]?.type;
    return type && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? type.typeName.text : '';
  };
  const nameOf = ({ name }: ts.FunctionDeclaration) => name?.text ?? '';
  const isExported = ({ modifiers }: ts.FunctionDeclaration) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  const canWrite = file.endsWith('.server.ts') && !file.endsWith('.queries.server.ts');
  return {
    text,
    isRoute: file.startsWith('app/routes'),
    takesTransaction: functions.some((one) => typeOf(one, 0) === 'Tx'),
    declared: functions
      .filter((one) => canWrite && isExported(one) && typeOf(one, 0) === 'Tx' && typeOf(one, 1) === 'Actor')
      .map(nameOf)
      .filter((name) => !/^(find|read|list)[A-Z]/.test(name)),
    imported: source.statements.filter(ts.isImportDeclaration).flatMap(({ importClause }) => {
      const bindings = importClause?.namedBindings;
      return bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text) : [];
    }),
  };
}
