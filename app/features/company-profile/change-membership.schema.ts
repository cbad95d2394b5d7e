import { z } from 'zod';
import { isoDate, oneOf, version } from '~/ui/forms/schema-parts';
import { MEMBER_CATEGORIES } from '../companies/profile-list';

export const MEMBERSHIP_CHANGES = ['member', 'trial', 'suspended', 'left'] as const;

export const changeMembershipSchema = z.object({ change: oneOf(MEMBERSHIP_CHANGES), fromOn: isoDate() });
export type ChangeMembershipInput = z.output<typeof changeMembershipSchema>;

export const changeCategorySchema = z.object({ version: version(), category: oneOf(MEMBER_CATEGORIES) });
export type ChangeCategoryInput = z.output<typeof changeCategorySchema>;
