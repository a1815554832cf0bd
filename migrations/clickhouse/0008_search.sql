-- The words of both texts of an event, in small letters, so that a search reads where they stand and not every text.
ALTER TABLE events ADD INDEX words_index concat(prompt_excerpt, '\n', response_excerpt) TYPE text(tokenizer = 'splitByNonAlpha', preprocessor = lowerUTF8(concat(prompt_excerpt, '\n', response_excerpt)));

-- What was stored before; new parts are indexed as they are written.
ALTER TABLE events MATERIALIZE INDEX words_index;
