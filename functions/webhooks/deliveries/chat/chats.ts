import type { ChatKind } from '../subscription.ts';
import type { Chat } from './chat.ts';
import { dingtalk } from './dingtalk.ts';
import { feishu } from './feishu.ts';
import { wecom } from './wecom.ts';

/** Every chat that a group may be in. */
export const chats: Record<ChatKind, Chat> = { feishu, dingtalk, wecom };
