-- People have the role of a message clerk, and hardly ever a post of that name: the delivered rule told nobody of it.
-- Where somebody has changed the rule, it stays as they want it.
UPDATE attention_rule SET recipients = 'head
role:message-clerk' WHERE id = 1 AND version = 1 AND recipients = 'head
post:消息处理专员';
