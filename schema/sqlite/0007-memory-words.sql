-- How many bytes of words a transaction collects before it writes them out (SQLite documentation, "The 'hashsize'
-- Configuration Option"). An import adds thousands of messages in one transaction; with the default of 1 MB their words are
-- written in several parts, which have to be merged afterwards.
INSERT INTO message_words (message_words, rank) VALUES ('hashsize', 16777216);
