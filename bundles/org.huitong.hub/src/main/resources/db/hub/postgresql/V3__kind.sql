-- Whether a message has any mark of a kind is asked by the numbers of all marks of that kind.
CREATE INDEX hub_name_kind ON hub_name (kind);
