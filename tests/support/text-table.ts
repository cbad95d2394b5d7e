/** A column of a table in letters: its title, its width (negative: set to the left), and what a row shows in it. */
export type TextColumn<Row> = [title: string, width: number, cell: (row: Row) => string];

/** Lines of columns under their titles, for a terminal. */
export function textTable<Row>(columns: readonly TextColumn<Row>[], rows: readonly Row[]): string {
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => {
        const width = columns[index]?.[1] ?? 0;
        return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
      })
      .join(' ')
      .trimEnd();
  return [line(columns.map(([title]) => title)), ...rows.map((row) => line(columns.map(([, , cell]) => cell(row))))].join('\n');
}
