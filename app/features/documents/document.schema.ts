import { z } from 'zod';
import { MOST_NAMED_READERS } from '~/features/confidentiality/confidential-item';
import { ITEM_CLASSES } from '~/features/programmes/confidentiality';
import { oneOf, optionally, optionalText, uuid, version } from '~/ui/forms/schema-parts';

/** The text beside the file. Without a title the document is called by its file; the company's people share all they add. */
export const addDocumentSchema = z.object({
  title: optionalText({ max: 200 }),
  confidentiality: oneOf(ITEM_CLASSES).optional(),
  readerIds: z.array(uuid()).max(MOST_NAMED_READERS),
  milestoneId: optionally(uuid()),
});
export type AddDocumentInput = z.output<typeof addDocumentSchema>;

export const documentVersionSchema = z.object({ version: version() });
export type DocumentVersionInput = z.output<typeof documentVersionSchema>;
